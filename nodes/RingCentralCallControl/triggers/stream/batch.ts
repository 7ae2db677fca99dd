import { sleep } from 'n8n-workflow';

interface BatchOptions<Entry> {
	/** A batch of this size is handed on at once. */
	mostEntries: number;
	/** Limit for the wait of the first entry, in milliseconds. */
	longestWait: number;
	handOn(entries: Entry[]): void;
}

/** Gathers entries up to a number or a time. */
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

	/** Hands on the gathered entries at once. */
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
