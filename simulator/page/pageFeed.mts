import type { TimelineEntry } from '../timeline/timeline.mts';

/** Several changes within this time reach the page together. */
const pauseMilliseconds = 25;

/** The changed entries, or a sign to send all of them after older entries were removed. */
export type News = { entries: readonly TimelineEntry[]; isWhole: false } | { isWhole: true };

type Watcher = (news: News) => void;

/** Sends the simulator's changes to open pages; idle while no page is open. */
export class PageFeed {
	readonly #watchers = new Set<Watcher>();
	readonly #changed = new Set<TimelineEntry>();
	#isWhole = false;
	#isScheduled = false;

	/** @returns a function that stops watching */
	watch(watcher: Watcher): () => void {
		this.#watchers.add(watcher);
		return () => this.#watchers.delete(watcher);
	}

	/** Reports a new or changed entry of the timeline; without an entry, the timeline was cleared. */
	changed(entry?: TimelineEntry): void {
		if (this.#watchers.size === 0) return;
		if (entry) this.#changed.add(entry);
		else this.#isWhole = true;
		this.#schedule();
	}

	/** Reports that other state may have changed. */
	touched(): void {
		if (this.#watchers.size > 0) this.#schedule();
	}

	#schedule(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		setTimeout(() => this.#notify(), pauseMilliseconds).unref();
	}

	#notify(): void {
		this.#isScheduled = false;
		const entries = [...this.#changed].sort((one, other) => one.number - other.number);
		const news: News = this.#isWhole ? { isWhole: true } : { entries, isWhole: false };
		this.#changed.clear();
		this.#isWhole = false;
		for (const watcher of this.#watchers) watcher(news);
	}
}
