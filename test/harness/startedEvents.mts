import { createHash } from 'node:crypto';

import type { IWebhookFunctions } from 'n8n-workflow';

import {
	eventFiltersOf,
	type Criteria,
} from '../../nodes/RingCentralCallControl/calls/choice/criteria.ts';
import {
	chosenEvents,
	keyFor,
} from '../../nodes/RingCentralCallControl/calls/choice/chosenEvents.ts';
import { EVENTS, isCallEventName } from '../../nodes/RingCentralCallControl/calls/choice/events.ts';
import type { CallEvent } from '../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import {
	partiesOf,
	type Notification,
} from '../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { isPresent, partyOf } from '../../nodes/RingCentralCallControl/calls/events/party.ts';
import { seesWholeCalls } from '../../nodes/RingCentralCallControl/calls/events/eventFilters.ts';
import { listOf } from '../../nodes/RingCentralCallControl/calls/events/unknown.ts';
import { CallFlow } from '../../nodes/RingCentralCallControl/triggers/shared/callFlow.ts';
import { memoryOf } from '../../nodes/RingCentralCallControl/triggers/shared/memory.ts';
import type { TriggerSettings } from '../../nodes/RingCentralCallControl/triggers/shared/triggerSettings.ts';
import { NodeCalls } from '../../nodes/RingCentralCallControl/triggers/webhook/nodeCalls.ts';
import { account } from '../../simulator/account.mts';
import { matchesParty, parseEventFilter } from '../../simulator/subscriptions/eventFilter.mts';

/** A notification and its time of arrival, in milliseconds since the epoch. */
export interface TimedDelivery {
	notification: Notification;
	at: number;
}

/** Criteria of a node, with defaults for all but the events. */
type Wanted = Partial<Criteria> & Pick<Criteria, 'triggerOn'>;

/** Milliseconds after the last delivery until all events are certain. */
const AFTERWARDS = 60_000;

/** The extension that is signed in. */
const OWN_EXTENSION_ID = '400101';

export function criteriaOf(wanted: Wanted): TriggerSettings {
	return {
		scope: 'account',
		extensionIds: [],
		filters: {},
		countsEachPhone: false,
		hasSipData: false,
		isSimplified: true,
		...wanted,
	};
}

/**
 * The events that start the workflow of a webhook trigger, in the order of their executions. Only notifications
 * that match the granted filters are delivered. RingCentral reports a call as over when none of its parties is left
 * by then.
 *
 * @param processOf the number of the webhook processor for a delivery; a single one by default.
 */
export async function startedByWebhook(
	deliveries: readonly TimedDelivery[],
	wanted: Wanted,
	processOf: (delivery: TimedDelivery) => number = () => 0,
): Promise<CallEvent[]> {
	const settings = criteriaOf(wanted);
	const granted = grantedFiltersOf(settings);
	const context = contextOf(
		deliveries.map(({ notification }) => notification),
		granted,
	);
	const processes = new Map<number, NodeCalls>();
	const started: CallEvent[] = [];
	await inTime(deliveries, granted, (delivery) => {
		const process = processOf(delivery);
		const calls = processes.get(process) ?? new NodeCalls();
		processes.set(process, calls);
		void calls
			.eventsOf(context, delivery.notification, settings)
			.then((events) => started.push(...events));
	});
	return started;
}

/** The same, of a stream trigger. */
export async function startedByStream(
	deliveries: readonly TimedDelivery[],
	wanted: Wanted,
): Promise<CallEvent[]> {
	const criteria = criteriaOf(wanted);
	const granted = grantedFiltersOf(criteria);
	const notifications = deliveries.map(({ notification }) => notification);
	const isNew = memoryOf(1_000);
	const started: CallEvent[] = [];
	const flow = new CallFlow({
		onEvents: (events) => {
			const chosen = chosenEvents(events, criteria, OWN_EXTENSION_ID);
			started.push(...chosen.filter((event) => isNew(keyFor(event, criteria))));
		},
		onUnconfirmedEnd: ({ telephonySessionId, left }) => {
			const parties = partiesLeft(notifications, telephonySessionId);
			const isOver = parties.every(({ id }) => left.includes(id));
			void Promise.resolve().then(() => flow.conclude(telephonySessionId, isOver));
		},
		onUnexpected: (description) => {
			throw new Error(description);
		},
	});
	await inTime(deliveries, granted, ({ notification }) =>
		flow.take(notification, seesWholeCalls(granted)),
	);
	flow.close();
	return started;
}

/** Event filters as RingCentral grants them, with the account ID. */
function grantedFiltersOf(criteria: Criteria): string[] {
	return eventFiltersOf(criteria).map((filter) =>
		filter.replace('/account/~', `/account/${account.id}`),
	);
}

/** Takes RingCentral's deliveries, each at its time, and lets time pass in the end. */
async function inTime(
	deliveries: readonly TimedDelivery[],
	granted: readonly string[],
	take: (delivery: TimedDelivery) => void,
): Promise<void> {
	const sorted = deliveries
		.filter(({ notification }) => isGranted(notification, granted))
		.sort((one, other) => one.at - other.at);
	jest.useFakeTimers({ now: sorted[0]?.at ?? 0 });
	try {
		for (const delivery of sorted) {
			await jest.advanceTimersByTimeAsync(delivery.at - Date.now());
			take(delivery);
		}
		await jest.advanceTimersByTimeAsync(AFTERWARDS);
	} finally {
		jest.useRealTimers();
	}
}

/** Whether RingCentral delivers a notification to a subscription with these filters. */
function isGranted(notification: Notification, filters: readonly string[]): boolean {
	const parties = listOf(notification.body.parties).flatMap((value) => {
		const party = partyOf(value);
		return party === undefined ? [] : [{ party, raw: Object(value) }];
	});
	return filters.some((filter) => {
		const [, extensionId] = /\/extension\/([^/]+)/.exec(filter) ?? [];
		const parsed = parseEventFilter(filter.replace(/\/extension\/[^/]+/, ''), '');
		if (parsed.kind !== 'telephony') return false;
		const own = extensionId === '~' ? OWN_EXTENSION_ID : extensionId;
		return parties.some(({ party, raw }) =>
			matchesParty(
				{ ...parsed, extensionId: own },
				{
					call: { parties: [] },
					options: { extensionEvents: 'ownLegs', missedCall: 'never' },
					party: {
						extensionId: party.extensionId,
						direction: raw.direction,
						from: Object(raw.from),
						to: Object(raw.to),
						status: { code: party.status },
						missed: party.missedCall === true,
						recordings: party.recordings ?? [],
					},
				},
			),
		);
	});
}

/** The part of n8n and RingCentral behind the request whether a call is over. */
function contextOf(
	notifications: readonly Notification[],
	grantedFilters: readonly string[],
): IWebhookFunctions {
	const id = createHash('sha256').update(JSON.stringify(notifications)).digest('hex');
	const headers = { rcrequestid: 'a8e3b6a2-0000-4000-8000-000000000001' };
	const subscription = { id: 'subscription', address: 'https://n8n.example.com', grantedFilters };
	const answer = ({ url = '' }: { url?: string }) => {
		const telephonySessionId = decodeURIComponent(url.split('/').at(-1) ?? '');
		const parties = partiesLeft(notifications, telephonySessionId);
		return parties.length === 0
			? { statusCode: 404, headers, body: { errorCode: 'CMN-102' } }
			: { statusCode: 200, headers, body: { parties } };
	};
	const context = {
		getNode: () => ({
			name: 'Trigger',
			parameters: { authentication: 'jwt' },
			credentials: { ringCentralJwtApi: { id, name: 'RingCentral' } },
		}),
		getCredentials: async () => ({ server: 'production', clientId: 'app' }),
		getMode: () => 'webhook',
		getWorkflowStaticData: () => ({ subscription }),
		logger: { warn: () => undefined, info: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async (_: string, options: { url?: string }) =>
				answer(options),
		},
	};
	return context as unknown as IWebhookFunctions;
}

/** The present parties of a call. A recording that breaks off counts as an ended call. */
function partiesLeft(notifications: readonly Notification[], telephonySessionId: string) {
	const parties = new Map<string, { id: string; status: { code: string } }>();
	const ofCall = notifications.filter(({ body }) => body.telephonySessionId === telephonySessionId);
	const until = ofCall.filter(({ body }) => Date.parse(String(body.eventTime)) <= Date.now());
	if (until.length === ofCall.length) return [];
	for (const notification of until) {
		for (const party of partiesOf(notification)) {
			if (isPresent(party)) {
				parties.set(party.id, { id: party.id, status: { code: party.status } });
			} else {
				parties.delete(party.id);
			}
		}
	}
	return [...parties.values()];
}

/** Every event of calls except `anyChange`. */
export const EVERY_EVENT = Object.keys(EVENTS)
	.filter(isCallEventName)
	.filter((name) => name !== 'anyChange')
	.sort();
