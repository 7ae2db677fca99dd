/** One execution to start. */
export interface Start<Entry> {
	/** Whose turn it is: what has the same name runs one after the other. */
	callId: string;
	entries: Entry[];
}

export interface LineOwner<Entry> {
	/** How many calls are worked on side by side. */
	readonly callsAtOnce: number;
	/** Resolves when the execution has ended, however it ended. */
	run(start: Start<Entry>): Promise<void>;
}

/**
 * Starts executions: those of one call one after the other, those of different calls side by side.
 * Calls get their turn in the order in which they began to wait. A new line is closed.
 */
export class ExecutionLine<Entry> {
	readonly #waiting = new Map<string, Array<Start<Entry>>>();

	/** Calls with something to start and nothing running. */
	readonly #ready = new Set<string>();

	readonly #running = new Set<string>();

	#lengthNow = 0;

	#isOpen = false;

	#owner: LineOwner<Entry>;

	constructor(owner: LineOwner<Entry>) {
		this.#owner = owner;
	}

	/** Begins to start what has been added so far and what will be. */
	open(): void {
		this.#isOpen = true;
		this.#advance();
	}

	add(start: Start<Entry>): void {
		const { callId } = start;
		const behind = this.#waiting.get(callId);
		if (behind) behind.push(start);
		else this.#waiting.set(callId, [start]);
		this.#lengthNow += 1;
		if (!this.#running.has(callId)) this.#ready.add(callId);
		this.#advance();
	}

	/** How many starts wait for their turn. */
	get length(): number {
		return this.#lengthNow;
	}

	/** What waits for its turn; that of one call in its order. */
	*waiting(): Generator<Start<Entry>> {
		for (const starts of this.#waiting.values()) yield* starts;
	}

	/** Starts nothing until it is opened again. What runs goes on, and what waits stays. */
	close(): void {
		this.#isOpen = false;
	}

	/** Gives a closed line to another owner, who goes on with what waits and what still runs. */
	handOver(owner: LineOwner<Entry>): void {
		this.#owner = owner;
	}

	#advance(): void {
		for (const callId of this.#ready) {
			if (!this.#isOpen || this.#running.size >= this.#owner.callsAtOnce) return;
			this.#ready.delete(callId);
			void this.#runNext(callId);
		}
	}

	async #runNext(callId: string): Promise<void> {
		const start = this.#takeFirst(callId);
		if (start === undefined) return;
		this.#running.add(callId);
		await this.#owner.run(start);
		this.#running.delete(callId);
		if (this.#waiting.has(callId)) this.#ready.add(callId);
		this.#advance();
	}

	#takeFirst(callId: string): Start<Entry> | undefined {
		const starts = this.#waiting.get(callId);
		const first = starts?.shift();
		if (starts?.length === 0) this.#waiting.delete(callId);
		if (first !== undefined) this.#lengthNow -= 1;
		return first;
	}
}
