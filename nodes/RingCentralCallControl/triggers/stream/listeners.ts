import type { ITriggerFunctions } from 'n8n-workflow';

import type { Criteria } from '../../calls/choice/criteria';
import type { CallEvent } from '../../calls/events/callEvent';
import type { Notification } from '../../calls/events/notification';
import { memoryOf } from '../shared/memory';
import type { ExecutionQueue } from './executionQueue';
import type { StreamListener } from './listener';
import type { StoredSession } from './nodeStorage';

/** What a node left behind. */
interface Handover {
	/** In milliseconds since the epoch. */
	leftAt: number;
	/** What waits for an execution, and what still runs. */
	queue: ExecutionQueue;
}

/** More is not kept: it would be minutes of a very large company. */
const MOST_RECENT = 20_000;

/**
 * The nodes that listen to one stream, and the handover to returning nodes. A workflow that is
 * published anew leaves for a moment, and workflows are activated one after the other when n8n starts:
 * a node that comes back within the time of a handover continues its queue of executions and hears the
 * events in between.
 */
export class Listeners {
	/** Of the signed-in user ("~"); undefined until RingCentral has said it. */
	ownExtensionId?: string;

	readonly #present = new Set<StreamListener>();

	readonly #handovers = new Map<string, Handover>();

	/** The events since the time of a handover began. */
	#recent: Array<{ at: number; events: readonly CallEvent[] }> = [];

	/** In milliseconds since the epoch. */
	#handoverEndsAt = 0;

	readonly #handoverTime: number;

	readonly #isFirstUnexpected = memoryOf(1_000);

	#latestContext: ITriggerFunctions;

	/** @param handoverTime for how long a node may come back, in milliseconds. */
	constructor(context: ITriggerFunctions, handoverTime: number) {
		this.#latestContext = context;
		this.#handoverTime = handoverTime;
	}

	/** The context to ask RingCentral with. */
	get context(): ITriggerFunctions {
		const [first] = this.#present;
		return first?.context ?? this.#latestContext;
	}

	get all(): StreamListener[] {
		return [...this.#present];
	}

	get isEmpty(): boolean {
		return this.#present.size === 0;
	}

	get criteria(): Criteria[] {
		return this.all.map(({ settings }) => settings);
	}

	/** Nodes may come back from now on for the time of a handover, as when n8n was started. */
	expectNodes(now: number): void {
		this.#handoverEndsAt = now + this.#handoverTime;
	}

	/** How many milliseconds nodes may still come back; 0 when none is expected. */
	handoverLeft(now: number): number {
		return Math.max(this.#handoverEndsAt - now, 0);
	}

	/**
	 * Adds a node. One that has left a moment ago, or listened when n8n ended, continues where it was;
	 * another one begins with nothing.
	 *
	 * @returns whether it continues.
	 */
	join(listener: StreamListener, now: number): boolean {
		this.#latestContext = listener.context;
		this.#present.add(listener);
		const handover = this.#takeHandover(listener, now);
		listener.continueWith(handover?.queue);
		const since = handover?.leftAt ?? (listener.isResuming ? 0 : Infinity);
		for (const { at, events } of this.#recent) {
			if (at >= since) listener.hear(events, this.ownExtensionId);
		}
		return since < Infinity;
	}

	/**
	 * Removes a node and keeps the events that it has not started yet.
	 *
	 * @param isExpectedBack whether the stream waits for it.
	 * @returns false when it had left before.
	 */
	leave(listener: StreamListener, now: number, isExpectedBack = true): boolean {
		const queue = this.remove(listener);
		if (queue === undefined) return false;
		if (isExpectedBack) this.expectNodes(now);
		if (listener.isTest) return true;
		this.#handovers.set(listener.name, { leftAt: now, queue });
		if (queue.length > 0) {
			listener.context.logger.warn(
				`Node "${listener.context.getNode().name}" stops listening while ${queue.length} executions wait for earlier ones of their calls. They start when it listens again within ${this.#handoverTime / 1000} seconds, or after a restart of n8n as far as n8n has stored them.`,
			);
		}
		return true;
	}

	/**
	 * Removes a node without a handover, because it has not listened yet.
	 *
	 * @returns its queue; undefined when it had left before: the queue may belong to its successor by now.
	 */
	remove(listener: StreamListener): ExecutionQueue | undefined {
		return this.#present.delete(listener) ? listener.close() : undefined;
	}

	hear(events: readonly CallEvent[], now: number): void {
		if (events.length === 0) return;
		if (this.handoverLeft(now) === 0) this.#endHandover();
		else if (this.#recent.length < MOST_RECENT) this.#recent.push({ at: now, events });
		for (const listener of this.#present) listener.hear(events, this.ownExtensionId);
	}

	hearPresence(notification: Notification): void {
		for (const listener of this.#present) {
			listener.hearPresence(notification, this.ownExtensionId);
		}
	}

	remember(session: StoredSession): void {
		for (const listener of this.#present) listener.remember(session);
	}

	log(what: string): void {
		const [credential] = Object.values(this.context.getNode().credentials ?? {});
		this.context.logger.info(`The RingCentral call stream "${credential?.name}" ${what}`);
	}

	/** @param what RingCentral should not have sent, in words. */
	unexpected(what: string): void {
		if (!this.#isFirstUnexpected(what)) return;
		this.context.logger.warn(`RingCentral sent ${what}, which is left out. It is logged once.`);
	}

	/** No node comes back any more. */
	#endHandover(): void {
		if (this.#recent.length > 0) this.#recent = [];
		this.#handovers.clear();
	}

	#takeHandover(listener: StreamListener, now: number): Handover | undefined {
		const handover = this.#handovers.get(listener.name);
		this.#handovers.delete(listener.name);
		const isStale = handover !== undefined && handover.leftAt + this.#handoverTime < now;
		return isStale ? undefined : handover;
	}
}
