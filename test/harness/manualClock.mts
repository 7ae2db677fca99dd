import type { Clock } from '../../nodes/RingCentralCallControl/transport/clock.ts';

interface Sleeper {
	at: number;
	wake: () => void;
}

/** A clock that stands still until a test lets time pass. */
export class ManualClock implements Clock {
	#elapsed = 0;
	readonly #startedAt = Date.now();
	readonly #sleepers = new Set<Sleeper>();

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
			signal.addEventListener('abort', () => {
				this.#sleepers.delete(sleeper);
				resolve();
			});
		});
	}

	/** How many milliseconds are left of each pause, in order. */
	get pauses(): number[] {
		return [...this.#sleepers]
			.map(({ at }) => at - this.#elapsed)
			.sort((one, other) => one - other);
	}

	/** Lets so many milliseconds pass, and those go on whose pause is over then. */
	advance(milliseconds: number): void {
		this.#elapsed += milliseconds;
		for (const sleeper of [...this.#sleepers]) {
			if (sleeper.at > this.#elapsed) continue;
			this.#sleepers.delete(sleeper);
			sleeper.wake();
		}
	}
}
