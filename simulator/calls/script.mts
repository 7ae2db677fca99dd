import type { Clock } from '../clock.mts';

/** One change that the platform makes by itself in a call; it checks whether it still applies. */
export type Step = () => void;

/** Plays steps one after another, a gap of the clock apart. */
export class Script {
	readonly #clock: Clock;
	readonly #gapMilliseconds: () => number;

	constructor(clock: Clock, gapMilliseconds: () => number) {
		this.#clock = clock;
		this.#gapMilliseconds = gapMilliseconds;
	}

	/**
	 * Takes the first step at once and passes on its error.
	 * @returns a promise that resolves after the last step
	 */
	play(steps: readonly Step[]): Promise<void> {
		const [first, ...rest] = steps;
		first?.();
		return this.#playLater(rest);
	}

	async #playLater(steps: readonly Step[]): Promise<void> {
		for (const step of steps) {
			await new Promise<void>((resolve) => {
				this.#clock.after(this.#gapMilliseconds(), resolve);
			});
			step();
		}
	}
}
