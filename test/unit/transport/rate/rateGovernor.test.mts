import type {
	NoTurn,
	Turn,
} from '../../../../nodes/RingCentralCallControl/transport/rate/rateGovernor.ts';
import { takeTurn } from '../../../../nodes/RingCentralCallControl/transport/rate/rateGovernor.ts';

let credentials = 0;

/** A credential without requests so far. */
function newCredential(): string {
	credentials += 1;
	return `credential-${credentials}`;
}

/** The headers of an answer that has used up this limit for the next minute. */
const used = (limit: number) => ({
	'x-rate-limit-limit': String(limit),
	'x-rate-limit-remaining': '0',
	'x-rate-limit-window': '60',
});
const refusedFor = (seconds: number) => ({ ...used(50), 'retry-after': String(seconds) });

/** Records the outcome of a turn once it settles. */
function watched(promise: Promise<NoTurn | Turn>) {
	const seen: { turn?: Turn; isOver: boolean; reason?: unknown } = { isOver: false };
	promise.then(
		(turn) => Object.assign(seen, { turn: turn.isGranted ? turn : undefined, isOver: true }),
		(reason: unknown) => Object.assign(seen, { reason, isOver: true }),
	);
	return seen;
}

async function turnOf(request: Parameters<typeof takeTurn>[0]): Promise<Turn> {
	const turn = await takeTurn(request);
	if (!turn.isGranted) throw new Error('There was no turn');
	return turn;
}

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

it('lets requests through up to the limit, and then in order', async () => {
	const credential = newCredential();
	(await turnOf({ credential, group: 'light' })).end(200, used(1));
	const order: string[] = [];
	for (const name of ['first', 'second']) {
		void turnOf({ credential, group: 'light' }).then((turn) => {
			order.push(name);
			turn.end(200, used(1));
		});
	}

	await jest.advanceTimersByTimeAsync(59_999);
	expect(order).toEqual([]);
	await jest.advanceTimersByTimeAsync(1);
	expect(order).toEqual(['first']);
	await jest.advanceTimersByTimeAsync(60_000);
	expect(order).toEqual(['first', 'second']);
});

it('stops all requests of the credential when one is refused, and tries again with one', async () => {
	const credential = newCredential();
	(await turnOf({ credential, group: 'light' })).end(429, refusedFor(30));
	const one = watched(takeTurn({ credential, group: 'light' }));
	const other = watched(takeTurn({ credential, group: 'light' }));

	await jest.advanceTimersByTimeAsync(29_999);
	expect([one.isOver, other.isOver]).toEqual([false, false]);
	await jest.advanceTimersByTimeAsync(1);
	expect([one.isOver, other.isOver]).toEqual([true, false]);
	one.turn?.end(200, {});
	await jest.advanceTimersByTimeAsync(0);
	expect(other.isOver).toBe(true);
});

it('keeps groups and credentials apart', async () => {
	const credential = newCredential();
	(await turnOf({ credential, group: 'light' })).end(429, refusedFor(30));

	await expect(takeTurn({ credential, group: 'medium' })).resolves.toBeDefined();
	await expect(takeTurn({ credential: newCredential(), group: 'light' })).resolves.toBeDefined();
});

it('stops every group when RingCentral refuses for the whole account', async () => {
	const credential = newCredential();
	(await turnOf({ credential, group: 'light' })).end(429, { 'retry-after': '30' });
	const medium = watched(takeTurn({ credential, group: 'medium' }));

	await jest.advanceTimersByTimeAsync(29_999);
	expect(medium.isOver).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(medium.isOver).toBe(true);
});

describe('cancelling an execution', () => {
	it('ends its wait at once, and frees its place in the queue', async () => {
		const credential = newCredential();
		(await turnOf({ credential, group: 'light' })).end(200, used(1));
		const execution = new AbortController();
		const cancelled = watched(
			takeTurn({ credential, group: 'light', cancelSignal: execution.signal }),
		);
		const other = watched(takeTurn({ credential, group: 'light' }));

		execution.abort(new Error('cancelled'));
		await jest.advanceTimersByTimeAsync(0);
		expect(cancelled.reason).toEqual(new Error('cancelled'));
		expect(other.isOver).toBe(false);

		await jest.advanceTimersByTimeAsync(60_000);
		expect(other.turn).toBeDefined();
	});

	it('leaves no timer behind', async () => {
		const credential = newCredential();
		(await turnOf({ credential, group: 'light' })).end(200, used(1));
		const execution = new AbortController();
		const cancelled = watched(
			takeTurn({ credential, group: 'light', cancelSignal: execution.signal }),
		);

		execution.abort(new Error('cancelled'));
		await jest.advanceTimersByTimeAsync(0);

		expect(cancelled.isOver).toBe(true);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('sends no request for an execution that is over already', async () => {
		const cancelSignal = AbortSignal.abort(new Error('cancelled'));

		await expect(
			takeTurn({ credential: newCredential(), group: 'light', cancelSignal }),
		).rejects.toThrow('cancelled');
	});
});

describe('a request with a short limit of its wait', () => {
	it('is refused at once when the wait would take longer', async () => {
		const credential = newCredential();
		(await turnOf({ credential, group: 'light' })).end(429, refusedFor(30));

		await expect(takeTurn({ credential, group: 'light', longestWait: 5_000 })).resolves.toEqual({
			isGranted: false,
			wait: 30_000,
		});
	});

	it('waits when it takes no longer', async () => {
		const credential = newCredential();
		(await turnOf({ credential, group: 'light' })).end(429, refusedFor(3));
		const patient = watched(takeTurn({ credential, group: 'light', longestWait: 5_000 }));

		await jest.advanceTimersByTimeAsync(3_000);

		expect(patient.turn).toBeDefined();
	});

	it('gives up when earlier requests take too long', async () => {
		const credential = newCredential();
		(await turnOf({ credential, group: 'light' })).end(429, refusedFor(0));
		await turnOf({ credential, group: 'light' });

		await expect(takeTurn({ credential, group: 'light', longestWait: 10 })).resolves.toEqual({
			isGranted: false,
			wait: undefined,
		});
	});
});

it.each(['99999999', '1e300', 'Wed, 21 Oct 2099 07:28:00 GMT', 'soon', '-1', 'Infinity'])(
	'treats a penalty of %s as the usual penalty, so that other requests of the credential wait a minute',
	async (retryAfter) => {
		const credential = newCredential();
		(await turnOf({ credential, group: 'light' })).end(429, { 'retry-after': retryAfter });
		const waiting = watched(takeTurn({ credential, group: 'light' }));

		await jest.advanceTimersByTimeAsync(59_999);
		expect(waiting.isOver).toBe(false);
		await jest.advanceTimersByTimeAsync(1);
		expect(waiting.turn).toBeDefined();
	},
);

it.each([
	{ 'x-rate-limit-limit': '1.5' },
	{ 'x-rate-limit-limit': '1', 'x-rate-limit-window': '99999999' },
	{ 'x-rate-limit-limit': '10000000', 'x-rate-limit-remaining': '0' },
	{ 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0' },
	{ 'x-rate-limit-limit': '50', 'x-rate-limit-window': '0.001' },
	{ 'x-rate-limit-limit': '50', 'x-rate-limit-remaining': '1e300' },
])('delays no request for the headers %j', async (headers) => {
	const credential = newCredential();
	(await turnOf({ credential, group: 'light' })).end(200, headers);

	const others = Array.from({ length: 49 }, () =>
		watched(takeTurn({ credential, group: 'light' })),
	);
	await jest.advanceTimersByTimeAsync(0);

	expect(others.every(({ turn }) => turn !== undefined)).toBe(true);
});
