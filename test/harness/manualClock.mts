import type { Clock } from '../../nodes/RingCentralCallControl/transport/clock.ts';
import { deferred, type Deferred } from '../../nodes/RingCentralCallControl/transport/deferred.ts';

interface Sleeper {
	at: number;
	wake: () => void;
}

/** A clock that stands still until a test lets time pass. */
export class ManualClock implements Clock {
	#elapsed = 0;
	#startedAt = Date.now();
	readonly #sleepers = new Set<Sleeper>();
	#change: Deferred<void> = deferred();

	now(): number {
		return this.#startedAt + this.#elapsed;
	}

	elapsed(): number {
		return this.#elapsed;
	}

	async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
		if (signal.aborted) return;
		await new Promise<void>((resolve) => {
			const sleeper: Sleeper = { at: this.#elapsed + milliseconds, wake: resolve };
			this.#sleepers.add(sleeper);
			this.#notifyPauses();
			signal.addEventListener('abort', () => {
				this.#sleepers.delete(sleeper);
				resolve();
			});
		});
	}

	/** Remaining milliseconds of each pause, in order. */
	get pauses(): number[] {
		return [...this.#sleepers]
			.map(({ at }) => at - this.#elapsed)
			.sort((one, other) => one - other);
	}

	/** Waits until as many pauses as `count` have so many milliseconds left. */
	async untilPaused(milliseconds: number, count = 1): Promise<void> {
		while (this.pauses.filter((left) => left === milliseconds).length < count) {
			await this.#change.promise;
		}
	}

	/** Lets so many milliseconds pass, and ends the pauses that are over. */
	advance(milliseconds: number): void {
		this.#elapsed += milliseconds;
		for (const sleeper of [...this.#sleepers]) {
			if (sleeper.at > this.#elapsed) continue;
			this.#sleepers.delete(sleeper);
			sleeper.wake();
		}
		this.#notifyPauses();
	}

	/** Sets the time forward by so many milliseconds, as a correction of the machine's clock does. */
	step(milliseconds: number): void {
		this.#startedAt += milliseconds;
	}

	#notifyPauses(): void {
		this.#change.resolve();
		this.#change = deferred();
	}
}
