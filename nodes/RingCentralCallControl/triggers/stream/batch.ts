import { sleep } from 'n8n-workflow';

interface BatchOptions<Entry> {
	/** A batch that has so many is handed on at once. */
	mostEntries: number;
	/** For how long the first entry of a batch waits for others, in milliseconds. */
	longestWait: number;
	handOn(entries: Entry[]): void;
}

/** Gathers entries until there are enough of them or enough time has passed. */
export class Batch<Entry> {
	#entries: Entry[] = [];

	#alarm = new AbortController();

	readonly #options: BatchOptions<Entry>;

	constructor(options: BatchOptions<Entry>) {
		this.#options = options;
	}

	add(entry: Entry): void {
		this.#entries.push(entry);
		if (this.#entries.length >= this.#options.mostEntries) this.#handOn();
		else if (this.#entries.length === 1) void this.#handOnLater();
	}

	/** Hands on the gathered events, without waiting any longer. */
	close(): void {
		if (this.#entries.length > 0) this.#handOn();
	}

	async #handOnLater(): Promise<void> {
		const { signal } = this.#alarm;
		await sleep(this.#options.longestWait, signal).catch(() => {});
		if (!signal.aborted) this.#handOn();
	}

	#handOn(): void {
		this.#alarm.abort();
		this.#alarm = new AbortController();
		this.#options.handOn(this.#entries.splice(0));
	}
}
