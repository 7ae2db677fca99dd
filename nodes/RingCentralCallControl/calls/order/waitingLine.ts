/** Something that waits for a time, unless it is settled before. */
export interface Waiting {
	/** In milliseconds since the epoch. */
	dueAt: number;
	isSettled: boolean;
}

/** What waits equally long each, in the order in which it came. */
export class WaitingLine<Entry extends Waiting> {
	/** Settled ones leave when they come to the front. */
	readonly #entries = new Set<Entry>();

	add(entry: Entry): void {
		this.#entries.add(entry);
	}

	/** When the first one has waited long enough, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		return this.#first()?.dueAt;
	}

	/** Takes out the first one that has waited long enough. */
	takeDue(now: number): Entry | undefined {
		const first = this.#first();
		if (first === undefined || first.dueAt > now) return undefined;
		this.#entries.delete(first);
		return first;
	}

	#first(): Entry | undefined {
		if (this.#entries.size === 0) return undefined;
		for (const entry of this.#entries) {
			if (!entry.isSettled) return entry;
			this.#entries.delete(entry);
		}
		return undefined;
	}
}
