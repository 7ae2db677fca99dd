import type { ITriggerFunctions } from 'n8n-workflow';

import type { Criteria } from '../../calls/choice/criteria';
import type { CallEvent } from '../../calls/events/callEvent';
import type { Notification } from '../../calls/events/notification';
import { memoryOf } from '../shared/memory';
import type { ExecutionQueue } from './executionQueue';
import type { StreamListener } from './listener';
import type { StoredSession } from './nodeStorage';

/** The state of a node that has left. */
interface Handover {
	/** In milliseconds of the monotonic clock, like all times here. */
	leftAt: number;
	/** With pending and running executions. */
	queue: ExecutionQueue;
}

/** Some minutes of a very large company. */
const MOST_RECENT = 20_000;

/**
 * The nodes that listen to one stream, and the handover to returning nodes. A workflow that is
 * published anew leaves for a moment, and n8n activates workflows one after the other at its start: a node
 * that returns within the time of a handover continues its queue of executions and gets the events in
 * between.
 */
export class Listeners {
	/** Of the signed-in user ("~"); undefined until it is known. */
	ownExtensionId?: string;

	readonly #present = new Set<StreamListener>();

	readonly #handovers = new Map<string, Handover>();

	/** The events since the handover began. */
	#recent: Array<{ at: number; events: readonly CallEvent[] }> = [];

	#handoverEndsAt = 0;

	readonly #handoverTime: number;

	readonly #isFirstUnexpected = memoryOf(1_000);

	#latestContext: ITriggerFunctions;

	/** @param handoverTime in milliseconds: a node may return within it. */
	constructor(context: ITriggerFunctions, handoverTime: number) {
		this.#latestContext = context;
		this.#handoverTime = handoverTime;
	}

	/** The context for requests to RingCentral. */
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

	/** Begins a handover, as after a start of n8n: nodes may return. */
	expectNodes(now: number): void {
		this.#handoverEndsAt = now + this.#handoverTime;
	}

	/** Milliseconds until the end of the handover; 0 outside a handover. */
	handoverLeft(now: number): number {
		return Math.max(this.#handoverEndsAt - now, 0);
	}

	/**
	 * Adds a node. A node that left a moment ago, or listened when n8n ended, continues its queue and gets
	 * the events in between; a new node gets later events only.
	 *
	 * @returns whether the node is returning.
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
	 * Removes a node and keeps its queue for its return.
	 *
	 * @param isExpectedBack whether a handover begins.
	 * @returns false when the node had left already.
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
	 * Removes a node without a handover: it has not listened yet.
	 *
	 * @returns its queue; undefined when the node had left already, and a successor may have the queue.
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

	storeSession(session: StoredSession): void {
		for (const listener of this.#present) listener.storeSession(session);
	}

	log(message: string): void {
		const [credential] = Object.values(this.context.getNode().credentials ?? {});
		this.context.logger.info(`The RingCentral call stream "${credential?.name}" ${message}`);
	}

	/** @param description a noun, for the log. */
	logUnexpected(description: string): void {
		if (!this.#isFirstUnexpected(description)) return;
		this.context.logger.warn(
			`RingCentral sent ${description}, which is left out. It is logged once.`,
		);
	}

	/** Nodes can no longer return. */
	#endHandover(): void {
		if (this.#recent.length > 0) this.#recent = [];
		if (this.#handovers.size > 0) this.#handovers.clear();
	}

	#takeHandover(listener: StreamListener, now: number): Handover | undefined {
		const handover = this.#handovers.get(listener.name);
		this.#handovers.delete(listener.name);
		const isStale = handover !== undefined && handover.leftAt + this.#handoverTime < now;
		return isStale ? undefined : handover;
	}
}
