import type { IWebhookFunctions } from 'n8n-workflow';

import { chosenEvents, keyFor } from '../../calls/choice/chosenEvents';
import type { CallEvent } from '../../calls/events/callEvent';
import { seesWholeCalls } from '../../calls/events/eventFilters';
import type { Notification } from '../../calls/events/notification';
import { textOf } from '../../calls/events/unknown';
import { RecentlyUsed } from '../../calls/events/recentlyUsed';
import { deferred, type Deferred } from '../../transport/deferred';
import { CallFlow, type UnconfirmedEnd } from '../shared/callFlow';
import { isCallOver } from '../shared/callOver';
import { memoryOf } from '../shared/memory';
import type { TriggerSettings } from '../shared/triggerSettings';
import { nodeKeyOf } from './nodeSecret';
import { storedSubscription } from './storedSubscription';

/** A delivery of RingCentral's that may start an execution. */
interface Delivery {
	context: IWebhookFunctions;
	notification: Notification;
	settings: TriggerSettings;
	/** The events that came of it so far, wanted or not. */
	events: CallEvent[];
	settled: Deferred<void>;
}

/** The calls of one node, as far as this process has seen them. */
export class NodeCalls {
	/** Whether an event has not started the node yet. */
	readonly isNew = memoryOf(20_000);

	readonly #deliveries = new Set<Delivery>();

	/** Of several webhook processors each gets a part of the notifications. */
	readonly #flow = new CallFlow(
		{
			tell: (events) => this.#tell(events),
			ask: (end) => void this.#ask(end),
			unexpected: (what) => this.#unexpected(what),
		},
		{ isComplete: false },
	);

	/**
	 * The events of a delivery that start the workflow. They come as soon as the delivery is in its
	 * order, and the wanted ones among them are certain: after a second at the most, or when RingCentral
	 * has said whether the call is over.
	 */
	async eventsOf(
		context: IWebhookFunctions,
		notification: Notification,
		settings: TriggerSettings,
	): Promise<CallEvent[]> {
		const settled = deferred<void>();
		const delivery: Delivery = { context, notification, settings, events: [], settled };
		this.#deliveries.add(delivery);
		// The owner of a subscription is the signed-in extension.
		const chosen = settled.promise.then(() =>
			chosenEvents(delivery.events, settings, notification.ownerId).filter((event) =>
				this.isNew(keyFor(event, settings)),
			),
		);
		// Last: it may settle this delivery and the ones that have waited for it, in their order.
		const { grantedFilters = [] } = storedSubscription(context) ?? {};
		this.#flow.take(notification, seesWholeCalls(grantedFilters));
		return await chosen;
	}

	/** An execution starts with a delivery: each event goes to the one that shows it. */
	#tell(events: readonly CallEvent[]): void {
		for (const event of events) {
			const delivery = this.#deliveryOf(event);
			if (delivery === undefined) continue;
			delivery.events.push(event);
			// Executions start in the order of the events, and not in that of the deliveries.
			this.#deliveries.delete(delivery);
			this.#deliveries.add(delivery);
		}
		for (const delivery of this.#deliveries) {
			const { notification, settings, settled } = delivery;
			if (this.#flow.isOpen(notification, settings.triggerOn)) continue;
			this.#deliveries.delete(delivery);
			settled.resolve();
		}
	}

	#deliveryOf({ notification, call }: CallEvent): Delivery | undefined {
		const deliveries = [...this.#deliveries];
		return (
			deliveries.find((delivery) => delivery.notification === notification) ??
			deliveries.findLast((delivery) => call.telephonySessionIds.includes(sessionOf(delivery)))
		);
	}

	/** RingCentral is asked while a delivery waits for the answer, and not later. */
	async #ask({ telephonySessionId, left }: UnconfirmedEnd): Promise<void> {
		const delivery = [...this.#deliveries].find(
			(waiting) =>
				sessionOf(waiting) === telephonySessionId &&
				waiting.settings.triggerOn.includes('callEnded'),
		);
		const isOver =
			delivery !== undefined && (await isCallOver(delivery.context, telephonySessionId, { left }));
		this.#flow.conclude(telephonySessionId, isOver);
	}

	#unexpected(what: string): void {
		const [delivery] = this.#deliveries;
		delivery?.context.logger.warn(`RingCentral sent ${what}, which is left out.`);
	}
}

function sessionOf({ notification }: Delivery): string {
	return textOf(notification.body.telephonySessionId) ?? '';
}

/** Shared by this process: the calls of each node. */
const callsByNode = new RecentlyUsed<NodeCalls>({ capacity: 1_000, milliseconds: 86_400_000 });

/** The calls of the node that got a delivery; a test of the node has calls of its own. */
export function callsOfNode(context: IWebhookFunctions): NodeCalls {
	const key = nodeKeyOf(context);
	const known = callsByNode.get(key, Date.now());
	if (known !== undefined) return known;
	const calls = new NodeCalls();
	callsByNode.set(key, calls, Date.now());
	return calls;
}
