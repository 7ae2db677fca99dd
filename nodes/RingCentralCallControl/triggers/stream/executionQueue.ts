import type { INodeExecutionData } from 'n8n-workflow';

/** An event that starts an execution, alone or with others. */
export interface Entry {
	/** Tells this event from all others, also after a restart. */
	key: string;
	item: INodeExecutionData;
}

/** One execution to start. */
export interface Start {
	/** Executions with the same name run one after the other. */
	callId: string;
	entries: Entry[];
}

/** What starts the executions of a queue. */
interface Starter {
	/** How many calls are worked on side by side. */
	readonly callsAtOnce: number;
	/** Resolves when the execution has ended, however it ended. */
	run(start: Start): Promise<void>;
}

/**
 * The queue of executions of a node: those of one call start one after the other, those of different
 * calls side by side. Calls get their turn in the order in which they began to wait. A new queue is
 * closed.
 */
export class ExecutionQueue {
	readonly #waiting = new Map<string, Start[]>();

	/** Calls with something to start and nothing running. */
	readonly #ready = new Set<string>();

	readonly #running = new Set<string>();

	#length = 0;

	#isOpen = false;

	#isAboutToStart = false;

	#starter: Starter;

	constructor(starter: Starter) {
		this.#starter = starter;
	}

	/** Begins to start executions, those added so far and later ones. */
	open(): void {
		this.#isOpen = true;
		this.#startSoon();
	}

	add(start: Start): void {
		const { callId } = start;
		const behind = this.#waiting.get(callId);
		if (behind) behind.push(start);
		else this.#waiting.set(callId, [start]);
		this.#length += 1;
		if (!this.#running.has(callId)) this.#ready.add(callId);
		this.#startSoon();
	}

	/** How many starts wait for their turn. */
	get length(): number {
		return this.#length;
	}

	/** What waits for its turn; that of one call in its order. */
	*waiting(): Generator<Start> {
		for (const starts of this.#waiting.values()) yield* starts;
	}

	/** Starts the ready ones, and then nothing until it is opened again. Running ones go on. */
	close(): void {
		this.#advance();
		this.#isOpen = false;
	}

	/** Gives a closed queue to another starter, with what waits and what still runs. */
	handOver(starter: Starter): void {
		this.#starter = starter;
	}

	/** All that was received together is in the queue before the first of it starts. */
	#startSoon(): void {
		if (this.#isAboutToStart) return;
		this.#isAboutToStart = true;
		void Promise.resolve().then(() => {
			this.#isAboutToStart = false;
			this.#advance();
		});
	}

	#advance(): void {
		for (const callId of this.#ready) {
			if (!this.#isOpen || this.#running.size >= this.#starter.callsAtOnce) return;
			this.#ready.delete(callId);
			void this.#runNext(callId);
		}
	}

	async #runNext(callId: string): Promise<void> {
		const start = this.#takeFirst(callId);
		if (start === undefined) return;
		this.#running.add(callId);
		await this.#starter.run(start);
		this.#running.delete(callId);
		if (this.#waiting.has(callId)) this.#ready.add(callId);
		this.#advance();
	}

	#takeFirst(callId: string): Start | undefined {
		const starts = this.#waiting.get(callId);
		const first = starts?.shift();
		if (starts?.length === 0) this.#waiting.delete(callId);
		if (first !== undefined) this.#length -= 1;
		return first;
	}
}
