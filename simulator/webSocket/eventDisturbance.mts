import type { Clock } from '../clock.mts';
import { createRandom } from './random.mts';
import type { OutgoingEvent } from './socketSession.mts';

export interface DisturbanceOptions {
	/** Events leave in random order within windows of so many; 0 and 1 keep the order. */
	shuffleEvents: number;
	/** The share of events that come twice, from 0 to 1. */
	duplicateEvents: number;
	/** The share of events that never come, from 0 to 1. */
	dropEvents: number;
	/** The same seed disturbs in the same way again. */
	seed: number;
}

/** A window that is not full leaves when nothing has come for so long, in milliseconds. */
const windowGap = 100;

/** Loses, repeats and shuffles the events of one session, as far as the options say. */
export class EventDisturbance {
	readonly #clock: Clock;
	readonly #options: () => DisturbanceOptions;
	readonly #pass: (event: OutgoingEvent) => void;
	#seed?: number;
	#random = createRandom(0);
	#window: OutgoingEvent[] = [];
	#cancelFlush?: () => void;

	constructor(
		clock: Clock,
		options: () => DisturbanceOptions,
		pass: (event: OutgoingEvent) => void,
	) {
		this.#clock = clock;
		this.#options = options;
		this.#pass = pass;
	}

	take(event: OutgoingEvent): void {
		const { shuffleEvents, duplicateEvents, dropEvents, seed } = this.#options();
		if (seed !== this.#seed) {
			this.#seed = seed;
			this.#random = createRandom(seed);
		}
		if (this.#isOne(dropEvents)) {
			event.settle(null);
			return;
		}
		this.#line(event, shuffleEvents);
		if (this.#isOne(duplicateEvents)) this.#line(event, shuffleEvents);
	}

	/** Whether this event belongs to the share. */
	#isOne(share: number): boolean {
		return share > 0 && this.#random() < share;
	}

	#line(event: OutgoingEvent, windowSize: number): void {
		this.#window.push(event);
		if (this.#window.length >= windowSize) {
			this.#flush();
			return;
		}
		this.#cancelFlush?.();
		this.#cancelFlush = this.#clock.after(windowGap, () => this.#flush());
	}

	#flush(): void {
		this.#cancelFlush?.();
		const events = this.#window;
		this.#window = [];
		while (events.length > 0) {
			const [event] = events.splice(Math.floor(this.#random() * events.length), 1);
			if (event) this.#pass(event);
		}
	}
}
