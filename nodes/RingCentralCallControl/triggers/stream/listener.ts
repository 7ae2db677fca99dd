import { createHash } from 'node:crypto';

import type { IExecuteResponsePromiseData, IRun, ITriggerFunctions } from 'n8n-workflow';

import { itemOf, itemOfPresence } from '../shared/item';
import { memoryOf } from '../shared/memory';
import { callerNumberOf, CallerLimit } from '../../calls/choice/callerLimit';
import type { CallEvent } from '../../calls/events/callEvent';
import { presenceKeyOf } from '../../calls/history/eventKey';
import { chosenEvents, isFollowed, keyFor } from '../../calls/choice/chosenEvents';
import { isFromBefore, type Notification } from '../../calls/events/notification';
import { isFields, messageOf, textOf } from '../../calls/events/unknown';
import { SYSTEM_CLOCK } from '../../transport/clock';
import { Batch } from './batch';
import { ExecutionQueue, type Entry, type Start } from './executionQueue';
import {
	storedKeys,
	storedWaiting,
	storeKeys,
	storeSession,
	storeWaiting,
	type StoredSession,
} from './nodeStorage';
import { failureError, type StreamFailure } from './streamFailure';
import type { StreamSettings } from './streamSettings';

/** Limits of the events that wait for executions. */
export interface QueueBounds {
	/** From here on the log warns that the workflow is slower than the calls. */
	many: number;
	/** Further events are dropped: a workflow that is so far behind is of no use to a caller. */
	most: number;
}

const USUAL_BOUNDS: QueueBounds = { many: 1_000, most: 20_000 };

/** The call ID of all batches, so that they run one after the other. */
const BATCHES = 'batches';

/** One node that listens to a stream: its criteria, and the executions that it starts. */
export class StreamListener {
	readonly context: ITriggerFunctions;

	readonly settings: StreamSettings;

	/** Unique to the node, different for a test of it, and the same after it is published anew. */
	readonly name: string;

	/** Whether a test in the editor waits for one event. */
	readonly isTest: boolean;

	/** Whether n8n has restarted, or this main process has taken over: the node listened before. */
	readonly isResuming: boolean;

	readonly callsAtOnce: number;

	#queue = new ExecutionQueue(this);

	readonly #bounds: QueueBounds;

	readonly #batch?: Batch<Entry>;

	readonly #callerLimit?: CallerLimit;

	/** Milliseconds since the epoch, by RingCentral's clock. */
	#hearsSince?: number;

	/** RingCentral may deliver twice, and older versions of n8n ignore the keys of executions. */
	readonly #isNew = memoryOf(20_000);

	readonly #isFirstWarning = memoryOf(10);

	constructor(context: ITriggerFunctions, settings: StreamSettings, bounds = USUAL_BOUNDS) {
		this.#bounds = bounds;
		this.context = context;
		this.settings = settings;
		this.callsAtOnce = settings.callsAtOnce;
		this.isTest = context.getMode() === 'manual';
		this.name = `${context.getWorkflow().id}:${context.getNode().id}${this.isTest ? ':test' : ''}`;
		this.isResuming = ['init', 'leadershipChange'].includes(context.getActivationMode());
		const { batch, limitPerCaller } = settings;
		if (limitPerCaller) this.#callerLimit = new CallerLimit(limitPerCaller);
		if (batch) {
			this.#batch = new Batch({
				mostEntries: batch.mostEvents,
				longestWait: batch.longestWait,
				handOn: (entries) => this.#add(BATCHES, entries),
			});
			storedKeys(context).forEach((key) => this.#isNew(key));
		}
	}

	/** Begins to start executions; earlier events have waited. */
	open(): void {
		this.#queue.open();
	}

	/**
	 * Ignores earlier notifications, which are from before the workflow was published.
	 *
	 * @param moment in milliseconds since the epoch, by RingCentral's clock; undefined: all count.
	 */
	hearSince(moment: number | undefined): void {
		this.#hearsSince = moment;
	}

	/** @param ownExtensionId of the signed-in user; undefined until it is known. */
	hear(events: readonly CallEvent[], ownExtensionId: string | undefined): void {
		for (const event of chosenEvents(events, this.settings, ownExtensionId)) {
			if (this.#isOlder(event)) continue;
			const key = keyFor(event, this.settings);
			if (!this.#isNew(key) || !this.#isWithinLimit(event)) continue;
			this.#take(event.call.callId, { key, item: itemOf(event, this.settings) });
		}
	}

	/** @param ownExtensionId of the signed-in user; undefined until it is known. */
	hearPresence(notification: Notification, ownExtensionId: string | undefined): void {
		if (!this.settings.triggerOn.includes('presenceChanged')) return;
		if (isFromBefore(notification, this.#hearsSince)) return;
		const extensionId = textOf(notification.body.extensionId);
		if (!isFollowed(extensionId, this.settings, ownExtensionId)) return;
		const key = presenceKeyOf(notification);
		if (!this.#isNew(key)) return;
		const item = itemOfPresence(notification, this.settings);
		this.#take(`presence ${extensionId}`, { key, item });
	}

	/**
	 * Continues with the events that were waiting when the node left to be published anew, or when n8n ended.
	 *
	 * @param queue the node's queue from before; undefined after a restart of n8n.
	 */
	continueWith(queue: ExecutionQueue | undefined): void {
		if (queue) {
			for (const { entries } of queue.waiting()) entries.forEach(({ key }) => this.#isNew(key));
			queue.handOver(this);
			this.#queue = queue;
		} else if (this.isResuming) {
			this.#addStored();
		}
		this.#storeWaiting();
	}

	/** Stores the session for a restart of n8n, which a test does not survive. */
	storeSession(session: StoredSession): void {
		if (!this.isTest) storeSession(this.context, session);
	}

	/** Reports a lasting failure; n8n deactivates the workflow. */
	fail(failure: StreamFailure): void {
		this.context.emitError(failureError(this.context.getNode(), failure));
	}

	/**
	 * Stops starting executions, except for a gathered batch.
	 *
	 * @returns the queue, with pending and running executions, for the returning node.
	 */
	close(): ExecutionQueue {
		this.#batch?.close();
		this.#queue.close();
		return this.#queue;
	}

	/** Starts an execution and waits until it has ended, in success or failure. */
	async run({ entries }: Start): Promise<void> {
		const keys = entries.map(({ key }) => key);
		const items = entries.map(({ item }) => item);
		const { createDeferredPromise } = this.context.helpers;
		const done = createDeferredPromise<IRun>();
		const response = createDeferredPromise<IExecuteResponsePromiseData>();
		try {
			if (this.#batch && !this.isTest) storeKeys(this.context, keys);
			// n8n stores the static data with the execution that is about to start.
			this.#storeWaiting();
			this.context.emit([items], response, done, this.#executionKey(keys.join(' ')));
			// In queue mode n8n now and then misses the end of a short execution on a worker, and the call would
			// wait for ever; n8n still receives the response, which comes just before the end.
			await Promise.race([
				done.promise,
				response.promise.then(async (answer) => await (isEnd(answer) ? undefined : done.promise)),
			]);
		} catch (error) {
			this.context.logger.warn(
				`An execution that node "${this.context.getNode().name}" started did not end as it should: ${messageOf(error)}`,
			);
		}
	}

	#addStored(): void {
		const starts = storedWaiting(this.context, Date.now());
		for (const start of starts) {
			start.entries.forEach(({ key }) => this.#isNew(key));
			this.#queue.add(start);
		}
		if (starts.length === 0) return;
		this.context.logger.info(
			`Node "${this.context.getNode().name}" continues with ${starts.length} executions that waited when n8n ended`,
		);
	}

	#storeWaiting(): void {
		if (!this.isTest) storeWaiting(this.context, this.#queue.waiting(), Date.now());
	}

	#take(callId: string, entry: Entry): void {
		if (this.#batch) this.#batch.add(entry);
		else this.#add(this.settings.startsWithoutWaiting ? entry.key : callId, [entry]);
	}

	#add(callId: string, entries: Entry[]): void {
		const { many, most } = this.#bounds;
		if (this.#queue.length >= most) {
			this.#warnOnce(`More than ${most} events wait, and further ones start nothing`);
			return;
		}
		if (this.#queue.length >= many) {
			this.#warnOnce(`More than ${many} events wait for executions to end`);
		}
		this.#queue.add({ callId, entries });
	}

	/**
	 * n8n starts one execution at most for each key, over all workflows, restarts and processes. A key
	 * may have 255 characters.
	 */
	#executionKey(key: string): string {
		const whole = `${this.name}:${key}`;
		return whole.length <= 255
			? whole
			: `${this.name}:${createHash('sha256').update(key).digest('hex')}`;
	}

	/** The time of a caught-up event is by n8n's clock, which may differ. */
	#isOlder({ notification, isCaughtUp }: CallEvent): boolean {
		return !isCaughtUp && isFromBefore(notification, this.#hearsSince);
	}

	#isWithinLimit({ party, call }: CallEvent): boolean {
		const now = SYSTEM_CLOCK.elapsed();
		return this.#callerLimit?.allows(callerNumberOf(party), call.callId, now) ?? true;
	}

	#warnOnce(reason: string): void {
		if (!this.#isFirstWarning(reason)) return;
		const { name } = this.context.getNode();
		this.context.logger.warn(
			`${reason}: the workflow of node "${name}" is slower than its calls come. Let it do less, narrow the filters, or raise 'Calls at Once'.`,
		);
	}
}

/** Whether n8n itself answers, at the end of an execution, and not a node in its midst. */
function isEnd(answer: IExecuteResponsePromiseData): boolean {
	if (!isFields(answer)) return false;
	const names = Object.keys(answer);
	return (
		names.length === 0 || (names.length === 2 && 'body' in answer && answer.statusCode === 500)
	);
}
