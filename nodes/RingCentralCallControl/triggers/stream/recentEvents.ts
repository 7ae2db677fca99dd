import type { CallEvent } from '../../calls/events/callEvent';

interface Recent {
	/** In milliseconds since the epoch. */
	at: number;
	events: readonly CallEvent[];
}

/** More is not kept: it would be minutes of a very large company. */
const MOST_KEPT = 20_000;

/**
 * The latest events of a stream. Workflows are activated one after the other, and a changed workflow
 * leaves for a moment: a node that comes back hears the events in between.
 */
export class RecentEvents {
	#recent: Recent[] = [];

	/** Until when to keep events, in milliseconds since the epoch. */
	#keptUntil = 0;

	keepUntil(time: number): void {
		this.#keptUntil = Math.max(this.#keptUntil, time);
	}

	add(events: readonly CallEvent[], now: number): void {
		if (now > this.#keptUntil) {
			if (this.#recent.length > 0) this.#recent = [];
		} else if (this.#recent.length < MOST_KEPT) {
			this.#recent.push({ at: now, events });
		}
	}

	since(time: number): Array<readonly CallEvent[]> {
		return this.#recent.filter(({ at }) => at >= time).map(({ events }) => events);
	}
}
