interface Entry<Value> {
	value: Value;
	usedAt: number;
}

/** The number of entries, and how long each is kept after its last use. */
interface Bounds {
	capacity: number;
	milliseconds: number;
}

/** Values by key; the least recently used are forgotten. */
export class RecentlyUsed<Value> {
	readonly #bounds: Bounds;
	/** In the order of their last use. */
	readonly #entries = new Map<string, Entry<Value>>();

	constructor(bounds: Bounds) {
		this.#bounds = bounds;
	}

	get size(): number {
		return this.#entries.size;
	}

	/** @param now in milliseconds, by the same clock each time. */
	get(key: string, now: number): Value | undefined {
		const entry = this.#entries.get(key);
		if (entry === undefined) return undefined;
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		entry.usedAt = now;
		return entry.value;
	}

	/** Reads a value without counting that as a use. */
	peek(key: string): Value | undefined {
		return this.#entries.get(key)?.value;
	}

	/**
	 * The value of a key; adds a new one if there is none.
	 *
	 * @param now in milliseconds, by the same clock each time.
	 */
	getOrAdd(key: string, now: number, newValue: () => Value): Value {
		const known = this.get(key, now);
		if (known !== undefined) return known;
		const added = newValue();
		this.set(key, added, now);
		return added;
	}

	/** @param now in milliseconds, by the same clock each time. */
	set(key: string, value: Value, now: number): void {
		this.#entries.delete(key);
		this.#entries.set(key, { value, usedAt: now });
		const { capacity, milliseconds } = this.#bounds;
		for (const [oldest, { usedAt }] of this.#entries) {
			if (this.#entries.size <= capacity && now - usedAt < milliseconds) break;
			this.#entries.delete(oldest);
		}
	}

	delete(key: string): void {
		this.#entries.delete(key);
	}

	*values(): Generator<Value> {
		for (const { value } of this.#entries.values()) yield value;
	}
}
