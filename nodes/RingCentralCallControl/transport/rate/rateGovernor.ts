import type { Fields } from '../../calls/events/unknown';
import { pause } from '../pause';
import { hasRateLimit, RateBudget } from './rateBudget';
import { USUAL_LIMITS, type RateGroup } from './rateGroup';

/** The budget of one rate group, and the requests that wait for a turn, in order of arrival. */
interface Queue {
	budget: RateBudget;
	waiting: Array<() => void>;
	/** Cancels the timer of the next turn. */
	alarm?: AbortController;
}

type Queues = Readonly<Record<RateGroup, Queue>>;

/**
 * Shared by this process: the queues of each credential, one for each rate group.
 *
 * RingCentral counts the requests of a user through an app, from all workflows, and each request sent
 * during the penalty for too many starts the penalty again. Therefore all executions with the same
 * credential share a queue, and one refusal stops all of them.
 * https://developers.ringcentral.com/guide/basics/rate-limits
 */
const queuesByCredential = new Map<string, Queues>();

/**
 * In milliseconds. A longer wait means far more requests than RingCentral lets through, which the
 * execution has to report.
 */
const LONGEST_WAIT = 10 * 60_000;

interface TurnRequest {
	/** Identifies the credential. It stays in memory, so it must not be a secret. */
	credential: string;
	group: RateGroup;
	/** In milliseconds; ten minutes by default. */
	longestWait?: number;
	/** Ends the wait when the answer is no longer needed. */
	cancelSignal?: AbortSignal;
}

/** Permission to send one request. */
export interface Turn {
	isGranted: true;
	/**
	 * Must be called in every case: other requests wait for it.
	 *
	 * @param statusCode HTTP status; 0 when no answer arrived.
	 */
	end(statusCode: number, headers: Fields): void;
}

/** No turn came within the longest wait; the request must not be sent. */
export interface NoTurn {
	isGranted: false;
	/** Milliseconds until the next request may be sent; undefined while that depends on answers in flight. */
	wait: number | undefined;
}

/**
 * Waits until one more request may be sent.
 *
 * @throws the reason of the cancel signal.
 */
export async function takeTurn(request: TurnRequest): Promise<NoTurn | Turn> {
	request.cancelSignal?.throwIfAborted();
	const queues = queuesOf(request.credential);
	const queue = queues[request.group];
	if (await waitForTurn(queue, request)) return turnIn(queues, queue);
	return { isGranted: false, wait: queue.budget.waitAt(now()) };
}

function queuesOf(credential: string): Queues {
	const known = queuesByCredential.get(credential);
	if (known) return known;
	const queues = {
		auth: emptyQueue('auth'),
		heavy: emptyQueue('heavy'),
		light: emptyQueue('light'),
		medium: emptyQueue('medium'),
	};
	queuesByCredential.set(credential, queues);
	return queues;
}

function emptyQueue(group: RateGroup): Queue {
	return { budget: new RateBudget(USUAL_LIMITS[group]), waiting: [] };
}

async function waitForTurn(
	queue: Queue,
	{ longestWait = LONGEST_WAIT, cancelSignal }: TurnRequest,
): Promise<boolean> {
	if ((queue.budget.waitAt(now()) ?? 0) > longestWait) return false;
	const hasLeft = new AbortController();
	try {
		return await new Promise((resolve, reject) => {
			const go = () => resolve(true);
			const leave = () => {
				queue.waiting = queue.waiting.filter((waiting) => waiting !== go);
				grantTurns(queue);
			};
			whenAborted(cancelSignal, hasLeft.signal, (reason) => {
				leave();
				reject(reason);
			});
			whenAborted(AbortSignal.timeout(longestWait), hasLeft.signal, () => {
				leave();
				resolve(false);
			});
			queue.waiting.push(go);
			grantTurns(queue);
		});
	} finally {
		hasLeft.abort();
	}
}

function whenAborted(
	signal: AbortSignal | undefined,
	until: AbortSignal,
	act: (reason: Error) => void,
): void {
	signal?.addEventListener('abort', () => act(reasonOf(signal)), { once: true, signal: until });
}

function reasonOf({ reason }: AbortSignal): Error {
	return reason instanceof Error ? reason : new Error(String(reason));
}

/** Grants as many turns as the budget allows, and sets an alarm for the next. */
function grantTurns(queue: Queue): void {
	queue.alarm?.abort();
	queue.alarm = undefined;
	while (queue.waiting.length > 0) {
		const wait = queue.budget.waitAt(now());
		// The next turn depends on an answer in flight, and the end of its turn leads here again.
		if (wait === undefined) return;
		if (wait > 0) {
			queue.alarm = alarmIn(wait, () => grantTurns(queue));
			return;
		}
		queue.budget.sent();
		queue.waiting.shift()?.();
	}
}

function alarmIn(wait: number, ring: () => void): AbortController {
	const alarm = new AbortController();
	void pause(Math.ceil(wait), alarm.signal).then(() => {
		if (!alarm.signal.aborted) ring();
	});
	return alarm;
}

function turnIn(queues: Queues, queue: Queue): Turn {
	const begin = now();
	return {
		isGranted: true,
		end(statusCode, headers) {
			if (statusCode !== 429) {
				queue.budget.answered(now(), headers, begin);
			} else {
				queue.budget.refused(now(), headers);
				if (!hasRateLimit(headers)) penalizeAll(queues, headers);
			}
			grantTurns(queue);
		},
	};
}

/**
 * RingCentral also refuses for limits of the whole account and of a network, and then sends no
 * `X-Rate-Limit` headers. Such a refusal holds for every group.
 */
function penalizeAll(queues: Queues, headers: Fields): void {
	for (const { budget } of Object.values(queues)) budget.penalize(now(), headers);
}

/** Of a monotonic clock: https://nodejs.org/api/perf_hooks.html#performancenow */
function now(): number {
	return performance.now();
}
