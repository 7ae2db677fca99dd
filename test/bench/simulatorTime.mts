import { loggedRequests } from '../harness/requestLog.mts';
import type { RunningSimulator } from '../harness/simulator.mts';

/** Shorter waits run in real time. */
const SHORTEST_SKIPPED_MILLISECONDS = 1_000;

/** Time for pending requests to be answered before the clock jumps. */
const SETTLING_MILLISECONDS = 250;

/** Timeouts of HTTP clients, which are not waits. */
const REQUEST_TIMEOUTS = new Set([30_000, 300_000]);

/**
 * Puts this process on the simulator's clock: a timer of seconds lets that clock jump instead, once no
 * request is pending. `performance.now()` includes the skipped time.
 *
 * @returns restores timers and `performance.now()`.
 */
export function followSimulatorTime(simulator: RunningSimulator): () => void {
	const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;
	const realNow = performance.now.bind(performance);
	const waiting = new Set<unknown>();
	let skipped = 0;

	const skip = async (timer: unknown, milliseconds: number, callback: () => void) => {
		const asked = realNow();
		do await settle();
		while (await isAnswering(simulator));
		// An answer in the meantime may have cleared the timer.
		if (!waiting.delete(timer)) return;
		const rest = Math.max(milliseconds - (realNow() - asked), 0);
		await simulator.control.post('/clock', { advanceSeconds: rest / 1_000 });
		skipped += rest;
		callback();
	};
	const settle = async () => {
		await new Promise<void>((resolve) => realSetTimeout(resolve, SETTLING_MILLISECONDS));
	};
	const skippingSetTimeout = (callback: () => void, milliseconds = 0) => {
		if (milliseconds < SHORTEST_SKIPPED_MILLISECONDS || REQUEST_TIMEOUTS.has(milliseconds)) {
			return realSetTimeout(callback, milliseconds);
		}
		const timer = realSetTimeout(() => void skip(timer, milliseconds, callback));
		waiting.add(timer);
		return timer;
	};
	globalThis.setTimeout = Object.assign(skippingSetTimeout, realSetTimeout);
	globalThis.clearTimeout = (timer) => {
		waiting.delete(timer);
		realClearTimeout(timer);
	};
	performance.now = () => realNow() + skipped;

	return () => {
		globalThis.setTimeout = realSetTimeout;
		globalThis.clearTimeout = realClearTimeout;
		performance.now = realNow;
	};
}

async function isAnswering(simulator: RunningSimulator): Promise<boolean> {
	return (await loggedRequests(simulator)).some(({ status }) => status === null);
}
