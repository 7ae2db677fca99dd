import type { Happening } from '../../calls/history/happening';

interface Told {
	/** In milliseconds since the epoch. */
	at: number;
	happenings: readonly Happening[];
}

/** More is not kept: it would be minutes of a very large company. */
const MOST_KEPT = 20_000;

/**
 * What a stream has told lately. Workflows are activated one after the other, and a changed workflow
 * leaves for a moment: whoever comes back hears what was told in between.
 */
export class RecentHappenings {
	#told: Told[] = [];

	/** Until when to keep what is told, in milliseconds since the epoch. */
	#keptUntil = 0;

	keepUntil(time: number): void {
		this.#keptUntil = Math.max(this.#keptUntil, time);
	}

	add(happenings: readonly Happening[], now: number): void {
		if (now > this.#keptUntil) {
			if (this.#told.length > 0) this.#told = [];
		} else if (this.#told.length < MOST_KEPT) {
			this.#told.push({ at: now, happenings });
		}
	}

	since(time: number): Array<readonly Happening[]> {
		return this.#told.filter(({ at }) => at >= time).map(({ happenings }) => happenings);
	}
}
