import type { IWebhookFunctions } from 'n8n-workflow';

import { chosenEvents, keyFor } from '../../calls/choice/chosenEvents';
import type { CallEvent } from '../../calls/events/callEvent';
import { seesWholeCalls } from '../../calls/events/eventFilters';
import type { Notification } from '../../calls/events/notification';
import { textOf } from '../../calls/events/unknown';
import { RecentlyUsed } from '../../calls/events/recentlyUsed';
import { SYSTEM_CLOCK } from '../../transport/clock';
import { deferred, type Deferred } from '../../transport/deferred';
import { CallFlow, type UnconfirmedEnd } from '../shared/callFlow';
import { isOverAtRingCentral } from '../shared/callOver';
import { memoryOf } from '../shared/memory';
import type { TriggerSettings } from '../shared/triggerSettings';
import { nodeKeyOf } from './nodeSecret';
import { storedSubscription } from './storedSubscription';

/** A delivery by RingCentral that may start an execution. */
interface Delivery {
	context: IWebhookFunctions;
	notification: Notification;
	settings: TriggerSettings;
	/** Its events so far, wanted or not. */
	events: CallEvent[];
	settled: Deferred<void>;
}

/** The calls of one node, as far as this process has seen them. */
export class NodeCalls {
	/** Whether an event has not started the node yet. */
	readonly isNew = memoryOf(20_000);

	readonly #deliveries = new Set<Delivery>();

	/** Incomplete: each of several webhook processors receives a part of the notifications. */
	readonly #flow = new CallFlow(
		{
			onEvents: (events) => this.#distribute(events),
			onUnconfirmedEnd: (end) => void this.#check(end),
			onUnexpected: (description) => this.#logUnexpected(description),
		},
		{ isComplete: false },
	);

	/**
	 * The events of a delivery that start the workflow. Resolves as soon as the delivery is in order and
	 * its wanted events are certain: after a second at the most, or when RingCentral has answered whether
	 * the call is over.
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
		// Last, because it may settle this delivery and those waiting for it, in their order.
		const { grantedFilters = [] } = storedSubscription(context) ?? {};
		this.#flow.take(notification, seesWholeCalls(grantedFilters));
		return await chosen;
	}

	/** Executions start from deliveries, so each event goes to the delivery that shows it. */
	#distribute(events: readonly CallEvent[]): void {
		for (const event of events) {
			const delivery = this.#deliveryOf(event);
			if (delivery === undefined) continue;
			delivery.events.push(event);
			// Executions start in the order of the events, not of the deliveries.
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

	/** Asks RingCentral only while a delivery waits for the answer. */
	async #check({ telephonySessionId, left }: UnconfirmedEnd): Promise<void> {
		const delivery = [...this.#deliveries].find(
			(waiting) =>
				sessionOf(waiting) === telephonySessionId &&
				waiting.settings.triggerOn.includes('callEnded'),
		);
		const isOver =
			delivery !== undefined &&
			(await isOverAtRingCentral(delivery.context, telephonySessionId, { left }));
		this.#flow.conclude(telephonySessionId, isOver);
	}

	#logUnexpected(description: string): void {
		const [delivery] = this.#deliveries;
		delivery?.context.logger.warn(`RingCentral sent ${description}, which is left out.`);
	}
}

function sessionOf({ notification }: Delivery): string {
	return textOf(notification.body.telephonySessionId) ?? '';
}

/** Shared by this process: the calls of each node. */
const callsByNode = new RecentlyUsed<NodeCalls>({ capacity: 1_000, milliseconds: 86_400_000 });

/** The calls of the node that received a delivery; a test of the node has calls of its own. */
export function callsOfNode(context: IWebhookFunctions): NodeCalls {
	const now = SYSTEM_CLOCK.elapsed();
	return callsByNode.getOrAdd(nodeKeyOf(context), now, () => new NodeCalls());
}
