import type { Fields } from '../../calls/events/unknown';
import { pause } from '../pause';
import { hasRateLimit, RateBudget } from './rateBudget';
import { USUAL_LIMITS, type RateGroup } from './rateGroup';

/** The requests of one group: what may be sent, and who waits for it, in the order of asking. */
interface Queue {
	budget: RateBudget;
	waiting: Array<() => void>;
	/** Ends the sleep until the next in line may go. */
	alarm?: AbortController;
}

type Queues = Readonly<Record<RateGroup, Queue>>;

/**
 * Shared by everything in this process: what each credential may still send in each rate group.
 *
 * RingCentral counts the requests of a user through an app, from all workflows, and
 * each request that is sent during the penalty for too many starts the penalty again. Therefore all
 * executions with the same credential wait in one line, and one refusal stops all of them.
 * https://developers.ringcentral.com/guide/basics/rate-limits
 */
const queuesByCredential = new Map<string, Queues>();

/**
 * In milliseconds. A turn that has not come by then is not waited for any longer: many more requests
 * wait than RingCentral lets through, and the execution is to say so.
 */
const LONGEST_WAIT = 10 * 60_000;

interface TurnRequest {
	/** What tells the credential from others; it is kept, so that it must not be a secret. */
	credential: string;
	group: RateGroup;
	/** In milliseconds; ten minutes unless said otherwise. */
	longestWait?: number;
	/** Ends the wait when the answer is not needed any more. */
	cancelSignal?: AbortSignal;
}

/** Leave to send one request. */
export interface Turn {
	isGranted: true;
	/**
	 * To be called in every case, since others wait for it.
	 *
	 * @param statusCode HTTP status; 0 when no answer arrived.
	 */
	end(statusCode: number, headers: Fields): void;
}

/** No turn came within the longest wait, so that nothing may be sent. */
export interface NoTurn {
	isGranted: false;
	/** How many milliseconds it takes until the next request may be sent, as far as is known. */
	wait: number;
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
	if (await standInLine(queue, request)) return turnIn(queues, queue);
	return { isGranted: false, wait: queue.budget.waitAt(now()) ?? 0 };
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

async function standInLine(
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
				letThrough(queue);
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
			letThrough(queue);
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

/** Lets as many through as may be sent now, and comes back when the next one may. */
function letThrough(queue: Queue): void {
	queue.alarm?.abort();
	queue.alarm = undefined;
	while (queue.waiting.length > 0) {
		const wait = queue.budget.waitAt(now());
		// Without a time it depends on an answer, and the end of that turn leads here again.
		if (wait === undefined) return;
		if (wait > 0) {
			queue.alarm = alarmIn(wait, () => letThrough(queue));
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
				if (!hasRateLimit(headers)) punishAll(queues, headers);
			}
			letThrough(queue);
		},
	};
}

/**
 * RingCentral also refuses for limits of the whole account and of a network, and then sends no
 * `X-Rate-Limit` headers. Such a refusal stands for every group.
 */
function punishAll(queues: Queues, headers: Fields): void {
	for (const { budget } of Object.values(queues)) budget.punish(now(), headers);
}

/** Of a clock that is never set back: https://nodejs.org/api/perf_hooks.html#performancenow */
function now(): number {
	return performance.now();
}
