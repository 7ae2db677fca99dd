import fc from 'fast-check';

import {
	chosenEvents,
	keyFor,
} from '../../../nodes/RingCentralCallControl/calls/choice/chosenEvents.ts';
import type { Criteria } from '../../../nodes/RingCentralCallControl/calls/choice/criteria.ts';
import { CallHistory } from '../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import {
	EventOrder,
	LONGEST_WAIT_FOR_EARLIER,
} from '../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import type {
	CallEvent,
	LiveParty,
} from '../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import {
	partiesOf,
	type Notification,
} from '../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { isPresent, type Party } from '../../../nodes/RingCentralCallControl/calls/events/party.ts';
import { callOf, callStartsAt, type CallChange, type Who } from '../../fixtures/callChanges.mts';
import { scriptedCall, type ScriptedCall } from '../../fixtures/callScript.mts';
import { waitUntil, type Delivery } from './streamDelivery.mts';

/** The possible next statuses of a called party; the caller stays until the end. */
const NEXT: Record<string, readonly string[]> = {
	'': ['Setup', 'Proceeding'],
	Setup: ['Proceeding', 'Answered', 'Disconnected'],
	Proceeding: ['Answered', 'Voicemail', 'Disconnected'],
	Answered: ['Hold', 'Answered', 'Disconnected'],
	Hold: ['Answered', 'Disconnected'],
	Voicemail: ['Disconnected'],
};

const CALLED: readonly Who[] = ['reception', 'sales', 'support'];

const extensionIds = new Set(['400101', '400102', '400103']);

/** A step: the party, the choice among its possible statuses, and whether it is muted. */
const steps = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.boolean()), { maxLength: 25 });

function changesOf(picks: ReadonlyArray<[number, number, boolean]>): CallChange[] {
	const statuses = new Map<Who, string>();
	const changes: CallChange[] = [
		['caller', 'Setup'],
		['caller', 'Answered'],
	];
	for (const [party, choice, muted] of picks) {
		const who = CALLED[party] ?? 'reception';
		const possible = NEXT[statuses.get(who) ?? ''] ?? [];
		const status = possible[choice % Math.max(1, possible.length)];
		if (status === undefined) continue;
		statuses.set(who, status);
		changes.push([who, status, status === 'Answered' ? { muted } : {}]);
	}
	for (const [who, status] of statuses) {
		if (status !== 'Disconnected') changes.push([who, 'Disconnected']);
	}
	return [...changes, ['caller', 'Disconnected']];
}

/** Simultaneous calls that begin at different times and run at different speeds. */
const calls = fc
	.array(fc.record({ steps, startsAt: fc.nat(500), every: fc.integer({ min: 1, max: 60 }) }), {
		minLength: 1,
		maxLength: 4,
	})
	.map((all) =>
		all.map(({ steps: picks, startsAt, every }, index) =>
			callOf(changesOf(picks), {
				call: String(index + 1),
				startsAt: callStartsAt + startsAt,
				every,
			}),
		),
	);

/** The same, with queues, transfers, other phones, parked calls, RingOuts and supervisors. */
const callsOfAllKinds = fc
	.array(
		fc.record({
			kind: fc.nat(5),
			picks: fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.boolean()), { maxLength: 20 }),
			startsAt: fc.nat(500),
			every: fc.integer({ min: 1, max: 60 }),
		}),
		{ minLength: 1, maxLength: 3 },
	)
	.map((all) =>
		all.map(({ kind, picks, ...timing }, index) =>
			scriptedCall(String(index + 1), kind, picks, timing),
		),
	);

function notificationsOf(all: readonly ScriptedCall[]): Notification[][] {
	return all.map(({ notifications }) => notifications);
}

const onRinging: Criteria = {
	scope: 'account',
	extensionIds: [],
	triggerOn: ['ringing'],
	filters: {},
	countsEachPhone: false,
	hasSipData: false,
};

function eventsOf({ notifications }: ScriptedCall, events: readonly CallEvent[]): CallEvent[] {
	const callId = notifications[0]?.body.telephonySessionId;
	return events.filter(({ call }) => call.callId === callId);
}

function isIncomingRing({ event, party }: CallEvent): boolean {
	return event === 'ringing' && party.legDirection === 'Inbound';
}

/** The delay of each notification, and the further delay of its repetition. */
const lateness = fc.array(
	fc.record({
		late: fc.nat(LONGEST_WAIT_FOR_EARLIER - 1),
		again: fc.option(fc.nat(3_000), { nil: undefined, freq: 4 }),
	}),
	{ minLength: 1, maxLength: 50 },
);

function deliveriesOf(
	notifications: readonly Notification[],
	late: ReadonlyArray<{ late: number; again: number | undefined }>,
): Delivery[] {
	return notifications.flatMap((notification, index) => {
		const delay = late[index % late.length] ?? { late: 0, again: undefined };
		const at = timeOf(notification) + delay.late;
		const again = delay.again === undefined ? [] : [{ notification, at: at + delay.again }];
		return [{ notification, at }, ...again];
	});
}

/** RingCentral's answers to inquiries at any time. */
class Truth {
	readonly #notifications: readonly Notification[];

	constructor(notifications: readonly Notification[]) {
		this.#notifications = notifications;
	}

	/** The parties of calls at this time, with their telephony sessions. */
	partiesAt(time: number): LiveParty[] {
		const parties = new Map<string, { telephonySessionId: string; party: Party }>();
		for (const notification of this.#notifications) {
			if (timeOf(notification) > time) continue;
			const telephonySessionId = String(notification.body.telephonySessionId);
			for (const party of partiesOf(notification)) {
				parties.set(party.id, { telephonySessionId, party });
			}
		}
		return [...parties.values()].filter(({ party }) => isPresent(party));
	}
}

/** A period without notifications; at its end RingCentral is asked. */
interface Outage {
	from: number;
	to: number;
}

/** Long enough that no notification still waits for an earlier notification at its end. */
const outageLength = fc.integer({ min: LONGEST_WAIT_FOR_EARLIER, max: 1_500 });

interface Conditions {
	outage?: Outage;
	/** Whether each notification arrives in this process. */
	isComplete?: boolean;
}

function run(
	truth: Truth,
	deliveries: readonly Delivery[],
	{ outage, isComplete }: Conditions = {},
): CallEvent[] {
	const order = new EventOrder();
	const history = new CallHistory({ isComplete });
	const events: CallEvent[] = [];
	const sorted = [...deliveries].sort((one, other) => one.at - other.at);
	const end = (sorted.at(-1)?.at ?? callStartsAt) + 60_000;
	let isCaughtUp = outage === undefined;
	const passTime = (time: number) => {
		events.push(...waitUntil(time, order, history));
		for (const telephonySessionId of history.takeUnconfirmedEnds()) {
			const isOver = !truth
				.partiesAt(time)
				.some((live) => live.telephonySessionId === telephonySessionId);
			events.push(...history.conclude(telephonySessionId, isOver, time));
		}
	};
	const catchUp = (requestedAt: number) => {
		isCaughtUp = true;
		passTime(requestedAt);
		const own = truth.partiesAt(requestedAt).filter(({ party }) => party.extensionId !== undefined);
		const snapshot = { parties: own, requestedAt, listedExtensionIds: extensionIds };
		events.push(...history.reconcile(snapshot, requestedAt));
	};
	for (const { notification, at } of sorted) {
		if (outage !== undefined && !isCaughtUp && at >= outage.to) catchUp(outage.to);
		passTime(at);
		for (const passed of order.push(notification, at, true)) {
			events.push(...history.observe(passed, at, true));
		}
	}
	if (outage !== undefined && !isCaughtUp) catchUp(Math.max(outage.to, end - 30_000));
	passTime(end);
	return events;
}

function timeOf({ body }: Notification): number {
	return Date.parse(String(body.eventTime));
}

function byCall(events: readonly CallEvent[]): Map<string, CallEvent[]> {
	return Map.groupBy(events, ({ call }) => call.callId);
}

/** The sequences of the notifications, in the order of the events. */
function sequencesOf(events: readonly CallEvent[]): number[] {
	return events
		.filter(({ event, isCaughtUp }) => event === 'anyChange' && !isCaughtUp)
		.map(({ notification }) => Number(notification.body.sequence));
}

function expectOrder(events: readonly CallEvent[]): void {
	for (const ofCall of byCall(events).values()) {
		const sequences = sequencesOf(ofCall);
		expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
	}
}

function expectNoneTwice(events: readonly CallEvent[]): void {
	const keys = events.map(({ key }) => key);
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
}

/** @param delivered the notifications that arrived, late or not. */
function expectNoneMissing(events: readonly CallEvent[], delivered: readonly Notification[]) {
	const reported = new Set(
		events
			.filter(({ event }) => event === 'anyChange')
			.map(({ notification }) => notification.uuid),
	);
	expect(delivered.filter(({ uuid }) => !reported.has(uuid))).toEqual([]);
}

describe.each([true, false])('a history that gets all notifications: %s', (isComplete) => {
	/** The events of these calls, with their notifications delayed. */
	function eventsWhenLate(
		all: Parameters<typeof notificationsOf>[0],
		late: Parameters<typeof deliveriesOf>[1],
	): CallEvent[] {
		const notifications = notificationsOf(all).flat();
		return run(new Truth(notifications), deliveriesOf(notifications, late), { isComplete });
	}

	it('has the same events for shuffled and repeated calls as for calls in order', () => {
		fc.assert(
			fc.property(fc.oneof(calls, callsOfAllKinds.map(notificationsOf)), lateness, (all, late) => {
				const notifications = all.flat();
				const truth = new Truth(notifications);
				const onTime = [{ late: 0, again: undefined }];
				const events = run(truth, deliveriesOf(notifications, late), { isComplete });
				const inOrder = run(truth, deliveriesOf(notifications, onTime), { isComplete });

				expectOrder(events);
				expectNoneTwice(events);
				expectNoneMissing(events, notifications);
				const shuffled = byCall(events);
				for (const [callId, expected] of byCall(inOrder)) {
					expect(shuffled.get(callId)?.map(({ key }) => key)).toEqual(
						expected.map(({ key }) => key),
					);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('has the end of each call once, as its last event, unless the call continues out of sight', () => {
		fc.assert(
			fc.property(callsOfAllKinds, lateness, (all, late) => {
				const events = eventsWhenLate(all, late);

				for (const call of all) {
					const ofCall = eventsOf(call, events).filter(({ event }) => event !== 'anyChange');
					const ends = ofCall.filter(({ event }) => event === 'callEnded');
					expect(ends).toHaveLength(call.isOutOfSight ? 0 : 1);
					if (!call.isOutOfSight) expect(ofCall.at(-1)?.event).toBe('callEnded');
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('knows which phones ring, and which of them a person answers', () => {
		fc.assert(
			fc.property(callsOfAllKinds, lateness, (all, late) => {
				const events = eventsWhenLate(all, late);

				for (const call of all) {
					const ofCall = eventsOf(call, events);
					const rings = ofCall.filter((event) => isIncomingRing(event));
					expect(rings.map(({ party }) => party.id).sort()).toEqual(
						[...call.ringingPartyIds].sort(),
					);
					for (const event of ofCall) {
						const { id, reason } = event.party;
						if (event.event === 'partyLeft') expect(reason).not.toBe('Supervising');
						if (event.event === 'answered') expect(call.answeredPartyIds).toContain(id);
						if (event.event === 'missed') expect(call.answeredPartyIds).not.toContain(id);
						if (event.event === 'callEnded') {
							const { outcome } = event.details.summary;
							expect(outcome === 'answered').toBe(call.timesAnswered > 0);
						}
					}
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('lets a call ring once, and once more after each answer', () => {
		fc.assert(
			fc.property(callsOfAllKinds, lateness, (all, late) => {
				const events = eventsWhenLate(all, late);

				for (const call of all) {
					const keys = chosenEvents(eventsOf(call, events), onRinging, undefined).map((event) =>
						keyFor(event, onRinging),
					);
					expect(new Set(keys).size).toBeLessThanOrEqual(1 + call.timesAnswered);
				}
			}),
			{ numRuns: 300 },
		);
	});
});

it('has the remaining events of calls with lost notifications', () => {
	fc.assert(
		fc.property(calls, lateness, fc.array(fc.nat(4), { minLength: 1 }), (all, late, losses) => {
			const notifications = all.flat();
			const delivered = notifications.filter((_, index) => losses[index % losses.length] !== 0);
			const events = run(new Truth(notifications), deliveriesOf(delivered, late));

			expectOrder(events);
			expectNoneTwice(events);
			expectNoneMissing(events, delivered);
		}),
		{ numRuns: 300 },
	);
});

it('takes no phone that has answered for one that missed the call, although notifications are lost', () => {
	fc.assert(
		fc.property(callsOfAllKinds, fc.array(fc.nat(4), { minLength: 1 }), (all, losses) => {
			const notifications = notificationsOf(all).flat();
			const delivered = notifications.filter((_, index) => losses[index % losses.length] !== 0);
			const onTime = [{ late: 0, again: undefined }];
			const events = run(new Truth(notifications), deliveriesOf(delivered, onTime));

			for (const call of all) {
				const missed = eventsOf(call, events).filter(({ event }) => event === 'missed');
				for (const { party } of missed) expect(call.answeredPartyIds).not.toContain(party.id);
			}
		}),
		{ numRuns: 300 },
	);
});

it('catches up after an outage, and has the end of every call that it has seen', () => {
	fc.assert(
		fc.property(calls, lateness, fc.nat(1_500), outageLength, (all, late, from, length) => {
			const notifications = all.flat();
			const outage = { from: callStartsAt + from, to: callStartsAt + from + length };
			// A notification in flight when the connection breaks does not arrive over the next connection.
			const deliveries = deliveriesOf(notifications, late).filter(
				({ notification, at }) => at < outage.from || timeOf(notification) >= outage.to,
			);
			const events = run(new Truth(notifications), deliveries, { outage });

			expectNoneTwice(events);
			for (const ofCall of byCall(events).values()) {
				expect(ofCall.filter(({ event }) => event === 'callEnded')).toHaveLength(1);
			}
		}),
		{ numRuns: 300 },
	);
});
