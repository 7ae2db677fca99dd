import type { Clock } from '../clock.mts';
import { createRandom } from './random.mts';
import type { OutgoingEvent } from './socketSession.mts';

export interface DisturbanceOptions {
	/** The number of events in a window that leaves in random order; 0 and 1 keep the order. */
	shuffleEvents: number;
	/** The share of duplicated events, from 0 to 1. */
	duplicateEvents: number;
	/** The share of lost events, from 0 to 1. */
	dropEvents: number;
	/** The same seed repeats the same disturbance. */
	seed: number;
}

/** Milliseconds without an event after which an incomplete window leaves. */
const windowGap = 100;

/** Loses, duplicates and shuffles the events of one session, by the options. */
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
		if (this.#isInShare(dropEvents)) {
			event.settle(null);
			return;
		}
		this.#enqueue(event, shuffleEvents);
		if (this.#isInShare(duplicateEvents)) this.#enqueue(event, shuffleEvents);
	}

	/** Whether the present event falls into this share. */
	#isInShare(share: number): boolean {
		return share > 0 && this.#random() < share;
	}

	#enqueue(event: OutgoingEvent, windowSize: number): void {
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
