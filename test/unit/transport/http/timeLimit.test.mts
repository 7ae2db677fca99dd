import {
	TimeLimitReached,
	withinTime,
} from '../../../../nodes/RingCentralCallControl/transport/http/timeLimit.ts';

const never = new Promise<never>(() => {});

it('returns the result of work within its time', async () => {
	await expect(withinTime(60_000, Promise.resolve('done'))).resolves.toBe('done');
});

it('passes on the reason of work that fails', async () => {
	const reason = new Error('refused');

	await expect(withinTime(60_000, Promise.reject(reason))).rejects.toBe(reason);
});

it('ends the wait for work that takes longer', async () => {
	await expect(withinTime(1, never)).rejects.toBeInstanceOf(TimeLimitReached);
});
