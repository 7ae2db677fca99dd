/** One execution to start. */
export interface Start<Item> {
	/** Whose turn it is: what has the same name runs one after the other. */
	callId: string;
	/** Tells this start from all others, also after a restart. */
	key: string;
	items: Item[];
}

interface LineOptions<Item> {
	/** How many calls are worked on side by side. */
	callsAtOnce: number;
	/** Resolves when the execution has ended, however it ended. */
	run(start: Start<Item>): Promise<void>;
}

/**
 * Starts executions: those of one call one after the other, those of different calls side by side.
 * Calls get their turn in the order in which they began to wait. A new line is closed.
 */
export class ExecutionLine<Item> {
	private readonly waiting = new Map<string, Array<Start<Item>>>();

	/** Calls with something to start and nothing running. */
	private readonly ready = new Set<string>();

	private readonly running = new Set<string>();

	private lengthNow = 0;

	private isOpen = false;

	private readonly options: LineOptions<Item>;

	constructor(options: LineOptions<Item>) {
		this.options = options;
	}

	/** Begins to start what has been added so far and what will be. */
	open(): void {
		this.isOpen = true;
		this.advance();
	}

	add(start: Start<Item>): void {
		const { callId } = start;
		const behind = this.waiting.get(callId);
		if (behind) behind.push(start);
		else this.waiting.set(callId, [start]);
		this.lengthNow += 1;
		if (!this.running.has(callId)) this.ready.add(callId);
		this.advance();
	}

	/** How many starts wait for their turn. */
	get length(): number {
		return this.lengthNow;
	}

	/** Starts nothing any more. What runs goes on. */
	close(): void {
		this.isOpen = false;
		this.waiting.clear();
		this.ready.clear();
		this.lengthNow = 0;
	}

	private advance(): void {
		for (const callId of this.ready) {
			if (!this.isOpen || this.running.size >= this.options.callsAtOnce) return;
			this.ready.delete(callId);
			void this.runNext(callId);
		}
	}

	private async runNext(callId: string): Promise<void> {
		const start = this.takeFirst(callId);
		if (start === undefined) return;
		this.running.add(callId);
		await this.options.run(start);
		this.running.delete(callId);
		if (this.waiting.has(callId)) this.ready.add(callId);
		this.advance();
	}

	private takeFirst(callId: string): Start<Item> | undefined {
		const starts = this.waiting.get(callId);
		const first = starts?.shift();
		if (starts?.length === 0) this.waiting.delete(callId);
		if (first !== undefined) this.lengthNow -= 1;
		return first;
	}
}
