import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** Runs of the workflow, compared with the expected calls. */
export interface RunCount {
	/** Number of calls that must lead to one run each. */
	expected: number;
	missed: number;
	twice: number;
	/** Runs for calls that do not match. */
	unexpected: number;
}

/** Time to wait for superfluous runs. */
const AFTERWARDS_MILLISECONDS = 500;

/** Counts the requests from the last node of the workflow, by call. */
export class Runs {
	#expected = new Set<string>();
	readonly #counts = new Map<string, number>();
	readonly #arrivals = new EventEmitter<Record<string, [at: number]>>();
	/** By `performance.now()`. */
	#lastArrival = Number.NaN;

	/** Starts a new count. */
	expect(telephonySessionIds: Iterable<string>): void {
		this.#expected = new Set(telephonySessionIds);
		this.#counts.clear();
		this.#lastArrival = Number.NaN;
	}

	arrived(telephonySessionId: string): void {
		this.#lastArrival = performance.now();
		this.#counts.set(telephonySessionId, (this.#counts.get(telephonySessionId) ?? 0) + 1);
		this.#arrivals.emit(telephonySessionId, this.#lastArrival);
	}

	/** Resolves with the `performance.now()` of the run for this call. */
	async arrivalOf(telephonySessionId: string, signal: AbortSignal): Promise<number> {
		const [at]: unknown[] = await once(this.#arrivals, telephonySessionId, { signal });
		return Number(at);
	}

	/**
	 * Waits until all expected runs have come, or the time is over.
	 *
	 * @returns `performance.now()` of the last run.
	 */
	async complete(longestMilliseconds: number): Promise<number> {
		const deadline = performance.now() + longestMilliseconds;
		while (this.#missed > 0 && performance.now() < deadline) await pause(5);
		const last = this.#lastArrival;
		await pause(AFTERWARDS_MILLISECONDS);
		return last;
	}

	count(): RunCount {
		const counted = [...this.#counts];
		return {
			expected: this.#expected.size,
			missed: this.#missed,
			twice: counted.filter(([, count]) => count > 1).length,
			unexpected: counted.filter(([call]) => !this.#expected.has(call)).length,
		};
	}

	get #missed(): number {
		let missing = 0;
		for (const call of this.#expected) if (!this.#counts.has(call)) missing += 1;
		return missing;
	}
}
