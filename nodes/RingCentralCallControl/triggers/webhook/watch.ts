import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import { pause } from '../../transport/pause';
import { chosenAccount } from '../../transport/signIn/account';
import type { Subscription } from '../shared/grantedSubscription';
import { createSubscription, deleteSubscription, subscriptionsOf } from './subscription';
import {
	storedSecret,
	storedSubscription,
	storeSubscription,
	type StoredSubscription,
} from './storedSubscription';

/** How often RingCentral is asked for the subscriptions of a credential, in milliseconds. */
const USUAL_PACE = 600_000;

/** A published node, and the subscription that it has now. */
interface WatchedNode {
	readonly context: ITriggerFunctions;
	readonly secret: string;
	subscription: StoredSubscription;
}

/**
 * Shared by this process: the watch over all nodes of a credential, so that one question serves them
 * all. n8n runs it in one process only, in the leader of several main processes.
 */
const watches = new Map<string, SubscriptionWatch>();

/**
 * Watches over the subscription of a published node until n8n closes it. From 2.40 on n8n does not look
 * after webhooks when it starts, unless a node lives in memory as this one does.
 *
 * @param pace how often to look, in milliseconds.
 */
export async function watchSubscription(
	context: ITriggerFunctions,
	pace = USUAL_PACE,
): Promise<ITriggerResponse> {
	const subscription = storedSubscription(context);
	const secret = storedSecret(context);
	// A test run has a subscription for some minutes only, and no watch.
	if (context.getMode() === 'manual' || !subscription || secret === undefined) return {};
	const { identity } = await chosenAccount(context);
	const watch = watches.get(identity) ?? new SubscriptionWatch(pace);
	watches.set(identity, watch);
	const node: WatchedNode = { context, secret, subscription };
	watch.add(node);
	return {
		async closeFunction() {
			watch.remove(node);
			if (watch.isIdle && watches.get(identity) === watch) watches.delete(identity);
		},
	};
}

class SubscriptionWatch {
	readonly #pace: number;

	readonly #nodes = new Set<WatchedNode>();

	#over = new AbortController();

	constructor(pace: number) {
		this.#pace = pace;
	}

	get isIdle(): boolean {
		return this.#nodes.size === 0;
	}

	add(node: WatchedNode): void {
		const isFirst = this.isIdle;
		this.#nodes.add(node);
		if (!isFirst) return;
		this.#over = new AbortController();
		void this.#run(this.#over.signal);
	}

	remove(node: WatchedNode): void {
		this.#nodes.delete(node);
		if (this.isIdle) this.#over.abort();
	}

	async #run(signal: AbortSignal): Promise<void> {
		for (;;) {
			await pause(this.#pace, signal);
			if (signal.aborted) return;
			await this.#look();
		}
	}

	async #look(): Promise<void> {
		const [first] = this.#nodes;
		if (first === undefined) return;
		try {
			const all = await subscriptionsOf(first.context);
			for (const node of [...this.#nodes]) await heal(node, all);
		} catch (error) {
			// A broken network heals by itself, and the next look tells more.
			first.context.logger.warn(
				`The RingCentral subscriptions of this credential could not be checked: ${messageOf(error)}`,
			);
		}
	}
}

/** Makes the subscription of a node anew when RingCentral no longer delivers all of its events. */
async function heal(node: WatchedNode, all: readonly Subscription[]): Promise<void> {
	const { context, secret, subscription } = node;
	const { requestedFilters, address } = subscription;
	const current = all.find(({ id }) => id === subscription.id);
	const reason = reasonToHeal(current);
	if (reason === undefined) return;
	const subject = `The RingCentral subscription of node "${context.getNode().name}" of workflow "${context.getWorkflow().name}" ${reason}`;
	try {
		const made = await createSubscription(context, requestedFilters, address, secret);
		const isBetter = made.disabledFilters.length === 0 || current?.status !== 'Active';
		const replaced = isBetter ? current : made;
		if (replaced !== undefined) await deleteSubscription(context, replaced.id);
		if (!isBetter) return;
		node.subscription = { ...subscription, id: made.id, grantedFilters: made.eventFilters };
		storeSubscription(context, node.subscription);
		context.logger.info(`${subject}, and was made anew.`);
	} catch (error) {
		context.logger.warn(
			`${subject}, and could not be made anew, so that calls do not start the workflow: ${messageOf(error)}`,
		);
	}
}

/** Completes "The subscription ..."; undefined when it delivers everything. */
function reasonToHeal(current: Subscription | undefined): string | undefined {
	if (current === undefined) return 'is gone at RingCentral';
	if (current.status !== 'Active') return `is ${current.status?.toLowerCase() ?? 'not active'}`;
	const [disabled] = current.disabledFilters;
	return disabled && `delivers nothing for ${disabled.filter} (${disabled.reason})`;
}

function messageOf(error: unknown): string {
	return (isFields(error) && textOf(error.message)) || 'no reason given';
}
