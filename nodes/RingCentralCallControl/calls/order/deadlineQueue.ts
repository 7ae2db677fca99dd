/** An entry with a deadline, unless it is settled before. */
export interface DeadlineEntry {
	/** In milliseconds since the epoch. */
	dueAt: number;
	isSettled: boolean;
}

/** Entries with equally long waits, in order of arrival. */
export class DeadlineQueue<Entry extends DeadlineEntry> {
	/** Settled entries are removed once they are at the front. */
	readonly #entries = new Set<Entry>();

	readonly #wait: number;

	/** @param wait of each entry, in milliseconds. */
	constructor(wait: number) {
		this.#wait = wait;
	}

	add(entry: Entry): void {
		this.#entries.add(entry);
	}

	/** Deadline of the first entry, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		return this.#first()?.dueAt;
	}

	/** Removes the first entry if its deadline has passed. */
	takeDue(now: number): Entry | undefined {
		const first = this.#first();
		if (first === undefined || !this.#isDue(first, now)) return undefined;
		this.#entries.delete(first);
		return first;
	}

	/** A deadline further away than any wait is from before the clock was set back. */
	#isDue({ dueAt }: Entry, now: number): boolean {
		return dueAt <= now || dueAt > now + 2 * this.#wait;
	}

	#first(): Entry | undefined {
		for (const entry of this.#entries) {
			if (!entry.isSettled) return entry;
			this.#entries.delete(entry);
		}
		return undefined;
	}
}
