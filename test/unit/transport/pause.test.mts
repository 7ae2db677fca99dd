import type * as n8nWorkflow from 'n8n-workflow';

import {
	pause,
	pauseUnlessAborted,
} from '../../../nodes/RingCentralCallControl/transport/pause.ts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof n8nWorkflow>('n8n-workflow'),
	/** As in n8n-workflow before 2.34: it takes no notice of a signal. */
	sleep: async (milliseconds: number) =>
		await new Promise((resolve) => setTimeout(resolve, milliseconds)),
}));

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

it('ends as soon as the signal says so, with an n8n whose sleep does not', async () => {
	const cancel = new AbortController();
	let isOver = false;
	void pause(60_000, cancel.signal).then(() => (isOver = true));

	await jest.advanceTimersByTimeAsync(1_000);
	expect(isOver).toBe(false);
	cancel.abort();
	await jest.advanceTimersByTimeAsync(0);

	expect(isOver).toBe(true);
});

it('does not begin when it is over already', async () => {
	await pause(60_000, AbortSignal.abort());

	expect(jest.getTimerCount()).toBe(0);
});

it('lasts as long as requested', async () => {
	let isOver = false;
	void pauseUnlessAborted(2_000, undefined).then(() => (isOver = true));

	await jest.advanceTimersByTimeAsync(1_999);
	expect(isOver).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(isOver).toBe(true);
});

it('throws the reason for which it ended early', async () => {
	const cancel = new AbortController();
	const paused = pauseUnlessAborted(60_000, cancel.signal);
	cancel.abort(new Error('cancelled'));

	await expect(paused).rejects.toThrow('cancelled');
});
