import {
	chosenEvents,
	keyFor,
} from '../../../../nodes/RingCentralCallControl/calls/choice/chosenEvents.ts';
import {
	eventFiltersOf,
	type Criteria,
} from '../../../../nodes/RingCentralCallControl/calls/choice/criteria.ts';
import type {
	CallFilters,
	FilterValues,
} from '../../../../nodes/RingCentralCallControl/calls/choice/filters.ts';
import {
	EVENTS,
	isCallEventName,
	isTriggerEvent,
} from '../../../../nodes/RingCentralCallControl/calls/choice/events.ts';
import { parse } from '../../../../nodes/RingCentralCallControl/calls/events/eventFilters.ts';
import {
	kindOf,
	notificationOf,
	partiesOf,
	type Notification,
} from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { statusCodeOf } from '../../../../nodes/RingCentralCallControl/calls/events/statusCode.ts';
import { listOf } from '../../../../nodes/RingCentralCallControl/calls/events/unknown.ts';
import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { readRecording } from '../../../contract/sharedMaterial.mts';
import {
	answered,
	begun,
	callOf,
	callStartsAt,
	hangsUp,
	type CallChange,
} from '../../../fixtures/callChanges.mts';
import { criteriaOf } from '../../../fixtures/criteria.mts';

const queueLeg = { queueCall: true, to: { phoneNumber: '+14155550100', extensionId: '400900' } };
const insideEnds = {
	from: { phoneNumber: '101', extensionId: '400101' },
	to: { phoneNumber: '102', extensionId: '400102' },
};

/** Complete calls that together have every event. */
const CALLS: Array<[string, CallChange[]]> = [
	[
		'is answered, held twice and ended',
		[
			...answered,
			['reception', 'Hold'],
			['reception', 'Answered'],
			['reception', 'Hold'],
			['reception', 'Answered', { muted: true }],
			['reception', 'Answered', { recordings: [{ id: '1', active: true }] }],
			...hangsUp,
		],
	],
	[
		'is handed on',
		[
			...answered,
			['reception', 'Disconnected', { reason: 'BlindTransfer' }],
			['sales', 'Setup'],
			['sales', 'Proceeding'],
			['support', 'Proceeding'],
			['sales', 'Answered'],
			['support', 'Disconnected'],
			['sales', 'Disconnected'],
			['caller', 'Disconnected'],
		],
	],
	[
		'is taken by a menu first',
		[
			['caller', 'Setup'],
			['reception', 'Setup'],
			['reception', 'Answered'],
			['sales', 'Setup'],
			['sales', 'Proceeding'],
			['sales', 'Answered'],
			['sales', 'Disconnected'],
			['caller', 'Disconnected'],
		],
	],
	[
		'is parked and picked up',
		[
			...answered,
			['reception', 'Disconnected', { reason: 'CallPark' }],
			['caller', 'Parked', { status: { code: 'Parked', parkData: '*801' } }],
			['sales', 'Answered', { reason: 'Pickup' }],
			['caller', 'Answered'],
			['sales', 'Disconnected'],
			['caller', 'Disconnected'],
		],
	],
	[
		'comes through a queue',
		[
			['caller', 'Setup'],
			['caller', 'Answered'],
			['sales', 'Proceeding', queueLeg],
			['support', 'Proceeding', queueLeg],
			['sales', 'Answered', queueLeg],
			['sales', 'Hold', queueLeg],
			['sales', 'Answered', queueLeg],
			['caller', 'Disconnected'],
			['sales', 'Disconnected', queueLeg],
		],
	],
	[
		'goes on on another phone of the user',
		[
			...answered,
			['receptionFlips', 'Proceeding'],
			['receptionFlips', 'Answered'],
			['reception', 'Disconnected', { reason: 'CallFlip' }],
			['receptionFlips', 'Disconnected'],
			['caller', 'Disconnected'],
		],
	],
	['goes to voicemail', [...begun, ['reception', 'VoiceMail'], ...hangsUp]],
	['is a fax', [...begun, ['reception', 'FaxReceive'], ...hangsUp]],
	[
		'is an outgoing one',
		[
			['receptionCalling', 'Setup'],
			['callee', 'Proceeding'],
			['receptionCalling', 'Proceeding'],
			['callee', 'Answered'],
			['receptionCalling', 'Answered'],
			['receptionCalling', 'Hold'],
			['receptionCalling', 'Answered'],
			['receptionCalling', 'Disconnected'],
			['callee', 'Disconnected'],
		],
	],
	[
		'stays inside the company',
		[
			['receptionCalling', 'Setup', insideEnds],
			['sales', 'Setup', insideEnds],
			['receptionCalling', 'Answered', insideEnds],
			['sales', 'Proceeding', insideEnds],
			['sales', 'Answered', insideEnds],
			['receptionCalling', 'Disconnected', insideEnds],
			['sales', 'Disconnected', insideEnds],
		],
	],
];

/** Captured or written calls, where they are at hand. */
const CAPTURED = [
	'real-01-pstn-to-rc-via-ivr-hold-unhold',
	'real-02-rc-to-rc-hold-unhold',
	'synth-01-blind-transfer-to-extension',
	'synth-02-attended-transfer-bridge',
	'synth-03-park-orbit-801-and-pickup',
	'synth-06-no-answer-voicemail',
	'synth-07-missed-call-caller-hangup',
	'synth-08-queue-simultaneous-agent-answers',
	'synth-09-recording-start-pause-resume',
	'synth-10-call-out',
	'synth-12-forward-unanswered-to-pstn',
	'synth-14-mute-unmute',
	'synth-15-call-flip',
	'synth-16-supervise-listen',
].flatMap((name): Array<[string, Notification[]]> => {
	const capture = readRecording(name);
	const notifications = listOf(capture).flatMap((entry) => notificationOf(entry) ?? []);
	return capture === undefined
		? []
		: [[name, notifications.filter((one) => kindOf(one) === 'session')]];
});

const ALL_CALLS: Array<[string, Notification[]]> = [
	...CALLS.map(([name, changes]): [string, Notification[]] => [name, callOf(changes)]),
	...CAPTURED,
];

const OF_CALLS = Object.keys(EVENTS).filter(isCallEventName);

/** A value for every filter, because filters widen the subscription. */
const FILTERED: FilterValues = {
	direction: 'Outbound',
	missedCallsOnly: true,
	phoneNumber: '+14155550199',
	queueCallsOnly: true,
	withRecordingsOnly: true,
};
const EACH_FILTER = Object.entries(FILTERED).map(
	([name, value]): CallFilters => ({ [name]: value }),
);

/** The notifications of a call that RingCentral delivers to a node. */
function delivered(notifications: readonly Notification[], criteria: Criteria): Notification[] {
	const filters = eventFiltersOf(criteria).map((filter) => parse(filter).parameters);
	return notifications.filter((notification) =>
		partiesOf(notification).some(({ status, legDirection, from, to }) =>
			filters.some(
				({ statusCode, direction, phoneNumber }) =>
					(phoneNumber === undefined || [from.phoneNumber, to.phoneNumber].includes(phoneNumber)) &&
					(statusCode === undefined || statusCode === statusCodeOf(status)) &&
					(direction === undefined || direction === legDirection),
			),
		),
	);
}

/** The events that start a node, with all their details. */
function starts(notifications: readonly Notification[], criteria: Criteria, isComplete: boolean) {
	const history = new CallHistory({ isComplete });
	const keys = new Set<string>();
	// The history of a call grows, so the node chooses at each notification.
	return notifications
		.flatMap((notification) =>
			chosenEvents(history.observe(notification, callStartsAt), criteria, undefined),
		)
		.concat(chosenEvents(history.due(callStartsAt + 60_000), criteria, undefined))
		.filter((event) => {
			const key = keyFor(event, criteria);
			return !keys.has(key) && keys.add(key);
		})
		.map(({ event, party, details }) => ({ event, partyId: party.id, details }));
}

describe('the event filters of an event', () => {
	const variants = [{}, { direction: 'Inbound' } as const, ...EACH_FILTER].flatMap((filters) =>
		[true, false].map((countsEachPhone) => ({ filters, countsEachPhone })),
	);

	it.each(ALL_CALLS)('are enough to detect it, in a call that %s', (_, notifications) => {
		for (const event of OF_CALLS) {
			for (const { filters, countsEachPhone } of variants) {
				const criteria = criteriaOf({
					triggerOn: [event],
					filters,
					countsEachPhone,
				});
				for (const isComplete of [true, false]) {
					const some = starts(delivered(notifications, criteria), criteria, isComplete);
					const all = starts(notifications, criteria, isComplete);
					expect({ event, filters, countsEachPhone, isComplete, starts: some }).toEqual({
						event,
						filters,
						countsEachPhone,
						isComplete,
						starts: all,
					});
				}
			}
		}
	});

	it('are tested with each event in these calls', () => {
		const told = ALL_CALLS.slice(0, CALLS.length).flatMap(([, notifications]) =>
			starts(notifications, criteriaOf({ triggerOn: OF_CALLS }), true).map(({ event }) => event),
		);

		expect([...new Set(told)].sort()).toEqual([...OF_CALLS].sort());
	});
});

describe('the table of events', () => {
	const rows = Object.values(EVENTS);

	it('has a different name for each event', () => {
		expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
		for (const { name } of rows) expect(name).toMatch(/^([A-Z][a-z]+|or)( ([A-Z][a-z]+|or))+$/);
	});

	it.each(rows)('describes in a sentence without a full stop when $name starts', ({ meaning }) => {
		expect(meaning).toMatch(/^[A-Z].*[^.]$/);
	});

	it('accepts its events, and no other', () => {
		expect(Object.keys(EVENTS).every(isTriggerEvent)).toBe(true);
		expect(isTriggerEvent('toString')).toBe(false);
		expect(isCallEventName('presenceChanged')).toBe(false);
		expect(isCallEventName('ringing')).toBe(true);
	});
});
