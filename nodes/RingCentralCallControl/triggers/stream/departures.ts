import type { CallEvent } from '../../calls/events/callEvent';
import type { ExecutionLine } from './executionLine';
import type { StreamListener } from './listener';
import { RecentEvents } from './recentEvents';
import type { StoredSession } from './storedSession';
import type { Entry } from './storedWaiting';

/**
 * For how long a stream stays as it is after somebody has left or n8n was started, in milliseconds.
 * Workflows are activated one after the other, and one that is published anew leaves for a moment. It
 * is longer than the half minute in which n8n shuts down, so that RingCentral still has the session
 * when n8n starts again.
 *
 * Assumption: a session can be taken up again as long as nobody has ended its subscription, however its
 * connection was lost.
 */
export const LINGER_MILLISECONDS = 35_000;

/**
 * What a stream leaves to the one after it when it ends without a connection: nobody asks RingCentral for
 * anything once the last workflow is deactivated, and that workflow may be published anew at once.
 */
export interface StreamLegacy {
	session: StoredSession;
	departures: Departures;
}

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

	readonly #recent = new RecentEvents();

	/** @param time in milliseconds since the epoch. */
	keepUntil(time: number): void {
		this.#recent.keepUntil(time);
	}

	/** Keeps the events, for a node that comes back. */
	remember(events: readonly CallEvent[], now: number): void {
		this.#recent.add(events, now);
	}

	/** Keeps what a node has not started yet, in case it comes back. */
	leave(listener: StreamListener, now: number): void {
		const line = listener.close();
		if (listener.isTest) return;
		this.#departures.set(listener.name, { at: now, line });
		if (line.length === 0) return;
		listener.context.logger.warn(
			`Node "${listener.context.getNode().name}" stops listening while ${line.length} executions wait for earlier ones of their calls. They start when it listens again within ${LINGER_MILLISECONDS / 1000} seconds, or after a restart of n8n as far as n8n has stored them.`,
		);
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
		for (const events of this.#recent.since(since)) {
			listener.hear(events, ownExtensionId);
		}
	}

	/** Nobody comes back any more. */
	forget(): void {
		this.#departures.clear();
	}
}
