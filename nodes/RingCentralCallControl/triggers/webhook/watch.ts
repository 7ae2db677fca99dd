import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { messageOf } from '../../calls/events/unknown';
import { SYSTEM_CLOCK, type Clock } from '../../transport/clock';
import { chosenAccount } from '../../transport/signIn/account';
import type { Subscription } from '../shared/grantedSubscription';
import { createSubscription, deleteSubscription, subscriptionsOf } from './subscription';
import {
	storedSecret,
	storedSubscription,
	storeSubscription,
	type StoredSubscription,
} from './storedSubscription';

/** The clock of the watch, and the milliseconds between its requests for subscriptions. */
export interface WatchTime {
	clock: Clock;
	pace: number;
}

export const USUAL_WATCH_TIME: WatchTime = { clock: SYSTEM_CLOCK, pace: 600_000 };

/** A published node, and its subscription before the request to RingCentral. */
interface WatchedNode {
	context: ITriggerFunctions;
	subscription: StoredSubscription;
}

/**
 * Shared by this process: the watch over all nodes of a credential, so that one request serves them
 * all. n8n runs it in one process only, the leader of several main processes.
 */
const watches = new Map<string, SubscriptionWatch>();

/**
 * Watches over the subscription of a published node until n8n closes it. From 2.40 on, n8n does not
 * check webhooks when it starts, unless a node stays in memory, as with this function. n8n also calls
 * the hooks of a node and this function concurrently, so there may be no subscription yet.
 */
export async function watchSubscription(
	context: ITriggerFunctions,
	time = USUAL_WATCH_TIME,
): Promise<ITriggerResponse> {
	// A test run's subscription lasts only some minutes and needs no watch.
	if (context.getMode() === 'manual') return {};
	const { identity } = await chosenAccount(context);
	const watch = watches.get(identity) ?? new SubscriptionWatch(time);
	watches.set(identity, watch);
	watch.add(context);
	return {
		async closeFunction() {
			watch.remove(context);
			if (watch.isIdle && watches.get(identity) === watch) watches.delete(identity);
		},
	};
}

class SubscriptionWatch {
	readonly #time: WatchTime;

	readonly #nodes = new Set<ITriggerFunctions>();

	/** IDs of the subscriptions in RingCentral's latest list. */
	#listed: ReadonlySet<string> = new Set();

	#over = new AbortController();

	constructor(time: WatchTime) {
		this.#time = time;
	}

	get isIdle(): boolean {
		return this.#nodes.size === 0;
	}

	add(context: ITriggerFunctions): void {
		const isFirst = this.isIdle;
		this.#nodes.add(context);
		if (!isFirst) return;
		this.#over = new AbortController();
		void this.#run(this.#over.signal);
	}

	remove(context: ITriggerFunctions): void {
		this.#nodes.delete(context);
		if (this.isIdle) this.#over.abort();
	}

	async #run(signal: AbortSignal): Promise<void> {
		for (;;) {
			await this.#time.clock.pause(this.#time.pace, signal);
			if (signal.aborted) return;
			await this.#check();
		}
	}

	async #check(): Promise<void> {
		const nodes = [...this.#nodes].flatMap((context) => {
			const subscription = storedSubscription(context);
			return subscription === undefined ? [] : [{ context, subscription }];
		});
		const [first] = nodes;
		if (first === undefined) return;
		try {
			const all = await subscriptionsOf(first.context);
			const listedBefore = this.#listed;
			this.#listed = new Set(all.map(({ id }) => id));
			for (const node of nodes) if (this.#isUnchanged(node)) await this.#heal(node, all);
			for (const node of nodes) await this.#deleteOthers(node, all, listedBefore);
		} catch (error) {
			// A connection failure may pass, and the next check is soon enough.
			first.context.logger.warn(
				`The RingCentral subscriptions of this credential could not be checked: ${messageOf(error)}`,
			);
		}
	}

	/** Whether the node was neither published anew nor unpublished during the request. */
	#isUnchanged({ context, subscription }: WatchedNode): boolean {
		return this.#nodes.has(context) && storedSubscription(context)?.id === subscription.id;
	}

	/** Replaces the subscription of a node when RingCentral no longer delivers all of its events. */
	async #heal(node: WatchedNode, all: readonly Subscription[]): Promise<void> {
		const { context, subscription } = node;
		const { requestedFilters, address } = subscription;
		const secret = storedSecret(context);
		const current = all.find(({ id }) => id === subscription.id);
		const reason = reasonToHeal(current);
		if (reason === undefined || secret === undefined) return;
		const subject = `The RingCentral subscription of node "${context.getNode().name}" of workflow "${context.getWorkflow().name}" ${reason}`;
		try {
			const made = await createSubscription(context, requestedFilters, address, secret);
			const isBetter = made.disabledFilters.length === 0 || current?.status !== 'Active';
			if (!isBetter || !this.#isUnchanged(node)) {
				await deleteSubscription(context, made.id);
				return;
			}
			storeSubscription(context, {
				...subscription,
				id: made.id,
				grantedFilters: made.eventFilters,
			});
			context.logger.info(`${subject}, and was made anew.`);
		} catch (error) {
			context.logger.warn(
				`${subject}, and could not be made anew, so that calls do not start the workflow: ${messageOf(error)}`,
			);
		}
	}

	/**
	 * Deletes the other subscriptions to the address of a node, which deliver every event once more: the one
	 * just replaced, and one whose answer was lost or whose end was refused. A new subscription is in
	 * RingCentral's list before its answer has arrived here, so the others have to be in two lists.
	 */
	async #deleteOthers(
		{ context, subscription }: WatchedNode,
		all: readonly Subscription[],
		listedBefore: ReadonlySet<string>,
	): Promise<void> {
		const present = this.#nodes.has(context) ? storedSubscription(context) : undefined;
		if (present === undefined) return;
		for (const { id, address } of all) {
			const isOther = address === present.address && id !== present.id;
			const isOld = id === subscription.id || listedBefore.has(id);
			if (isOther && isOld) await deleteSubscription(context, id);
		}
	}
}

/** Completes "The subscription ..."; undefined when it delivers all events. */
function reasonToHeal(current: Subscription | undefined): string | undefined {
	if (current === undefined) return 'is gone at RingCentral';
	if (current.status !== 'Active') return `is ${current.status?.toLowerCase() ?? 'not active'}`;
	const [disabled] = current.disabledFilters;
	return disabled && `delivers nothing for ${disabled.filter} (${disabled.reason})`;
}
