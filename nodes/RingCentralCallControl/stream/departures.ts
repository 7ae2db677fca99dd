import type { Happening } from '../telephony/happening';
import type { ExecutionLine } from './executionLine';
import type { StreamListener } from './listener';
import { RecentHappenings } from './recentHappenings';
import type { Entry } from './storedWaiting';

interface Departure {
	/** In milliseconds since the epoch. */
	at: number;
	/** What the node had not started yet, and what it has started and still runs. */
	line: ExecutionLine<Entry>;
}

/**
 * The nodes that have left a stream, and what it keeps for them: a workflow that is published anew
 * leaves for a moment, and those that n8n activates when it starts come one after the other.
 */
export class Departures {
	readonly #departures = new Map<string, Departure>();

	readonly #recent = new RecentHappenings();

	/** @param time in milliseconds since the epoch. */
	keepUntil(time: number): void {
		this.#recent.keepUntil(time);
	}

	tell(happenings: readonly Happening[], now: number): void {
		this.#recent.add(happenings, now);
	}

	/** @param line of the node, closed. */
	leave({ name, isTest }: StreamListener, line: ExecutionLine<Entry>, now: number): void {
		if (!isTest) this.#departures.set(name, { at: now, line });
	}

	/**
	 * Lets a node go on with what it had not started when it left, or when n8n ended, and hear what was
	 * told since then. A node that has not been here before begins with nothing.
	 */
	comeBack(listener: StreamListener, ownExtensionId: string | undefined): void {
		const departure = this.#departures.get(listener.name);
		this.#departures.delete(listener.name);
		listener.goOn(departure?.line);
		const since = departure?.at ?? (listener.isResuming ? 0 : Infinity);
		for (const happenings of this.#recent.since(since)) {
			listener.hear(happenings, ownExtensionId);
		}
	}

	/** Nobody comes back any more. */
	forget(): void {
		this.#departures.clear();
	}
}
