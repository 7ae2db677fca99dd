import type { TimelineEntry } from '../timeline/timeline.mts';

/** Several changes within this time reach the page together. */
const pauseMilliseconds = 25;

/** What is new: all entries when older ones are gone, else those that have changed. */
export type News = { entries: readonly TimelineEntry[]; isWhole: false } | { isWhole: true };

type Watcher = (news: News) => void;

/** Tells open pages what changes in the simulator. Costs nothing while no page is open. */
export class PageFeed {
	readonly #watchers = new Set<Watcher>();
	readonly #changed = new Set<TimelineEntry>();
	#isWhole = false;
	#isScheduled = false;

	/** @returns how to stop watching */
	watch(watcher: Watcher): () => void {
		this.#watchers.add(watcher);
		return () => this.#watchers.delete(watcher);
	}

	/** An entry of the timeline is new or different. */
	changed(entry?: TimelineEntry): void {
		if (this.#watchers.size === 0) return;
		if (entry) this.#changed.add(entry);
		else this.#isWhole = true;
		this.#schedule();
	}

	/** Anything else may be different. */
	touched(): void {
		if (this.#watchers.size > 0) this.#schedule();
	}

	#schedule(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		setTimeout(() => this.#tell(), pauseMilliseconds).unref();
	}

	#tell(): void {
		this.#isScheduled = false;
		const entries = [...this.#changed].sort((one, other) => one.number - other.number);
		const news: News = this.#isWhole ? { isWhole: true } : { entries, isWhole: false };
		this.#changed.clear();
		this.#isWhole = false;
		for (const watcher of this.#watchers) watcher(news);
	}
}
