import type { INodeExecutionData } from 'n8n-workflow';

/** An event that starts an execution, alone or in a batch. */
export interface Entry {
	/** Unique to the event, also across restarts. */
	key: string;
	item: INodeExecutionData;
}

/** One execution to start. */
export interface Start {
	/** Executions with the same ID run one after the other. */
	callId: string;
	entries: Entry[];
}

/** The owner of a queue, which runs its executions. */
interface Starter {
	/** Maximum number of calls with a running execution. */
	readonly callsAtOnce: number;
	/** Resolves when the execution has ended, in success or failure. */
	run(start: Start): Promise<void>;
}

/**
 * The queue of executions of a node: those of one call start one after the other, those of different
 * calls side by side, the longest waiting call first. A new queue is closed.
 */
export class ExecutionQueue {
	readonly #waiting = new Map<string, Start[]>();

	/** Calls with a pending start and no running execution. */
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

	/** Number of pending starts. */
	get length(): number {
		return this.#length;
	}

	/** The pending starts, those of one call in their order. */
	*waiting(): Generator<Start> {
		for (const starts of this.#waiting.values()) yield* starts;
	}

	/** Starts the ready calls, then pauses until it is opened again. Running executions continue. */
	close(): void {
		this.#advance();
		this.#isOpen = false;
	}

	/** Gives a closed queue, with its pending and running executions, to another owner. */
	handOver(starter: Starter): void {
		this.#starter = starter;
	}

	/** Deferred, so that all events received together are in the queue before the first one starts. */
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
