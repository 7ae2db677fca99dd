import {
	EVENTS,
	isCallEventName,
} from '../../../../nodes/RingCentralCallControl/calls/choice/events.ts';
import type {
	AnsweredBy,
	CallEvent,
	CallEventName,
	CallOutcome,
	EventDetails,
	MissReason,
} from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { partiesOf } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { isFields, listOf } from '../../../../nodes/RingCentralCallControl/calls/events/unknown.ts';
import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { callEventItem } from '../../../../nodes/RingCentralCallControl/calls/output/callEventItem.ts';
import { callOf, callStartsAt, type CallChange } from '../../../fixtures/callChanges.mts';

const to = { phoneNumber: '+14155550101' };
const ringing: CallChange[] = [
	['caller', 'Setup', { to }],
	['reception', 'Setup'],
	['reception', 'Proceeding'],
];
const answered: CallChange[] = [...ringing, ['reception', 'Answered']];
const held: CallChange[] = [...answered, ['reception', 'Hold']];
const parked: CallChange[] = [
	...answered,
	['reception', 'Disconnected', { reason: 'CallPark' }],
	['caller', 'Parked', { to, park: { id: '*801' } }],
];
const transferred: CallChange[] = [
	...answered,
	['reception', 'Disconnected', { reason: 'BlindTransfer' }],
];
const hangsUp: CallChange[] = [
	['reception', 'Disconnected'],
	['caller', 'Disconnected', { to }],
];
const outgoing: CallChange[] = [
	['receptionCalling', 'Setup'],
	['callee', 'Proceeding'],
	['receptionCalling', 'Proceeding'],
];
const queue = { phoneNumber: '+14155550100', name: 'Support Queue', extensionId: '400900' };
const agentRings: CallChange = ['support', 'Proceeding', { queueCall: true, to: queue }];
const recordings = (...active: boolean[]) =>
	active.map((isActive, index) => ({ id: `${index}`, active: isActive }));
const recording = (...active: boolean[]): CallChange => [
	'reception',
	'Answered',
	{ recordings: recordings(...active) },
];

/** A call for each event. */
const CALL_WITH: Record<CallEventName, CallChange[]> = {
	answered,
	anyChange: ringing,
	callEnded: [...answered, ...hangsUp],
	fax: [...ringing, ['reception', 'FaxReceive']],
	held,
	missed: [...ringing, ['reception', 'VoiceMail']],
	muted: [...answered, ['reception', 'Answered', { muted: true }]],
	parked,
	partyLeft: [...answered, ...hangsUp],
	pickedUp: [...parked, ['sales', 'Answered', { reason: 'Pickup' }]],
	recordingChanged: [...answered, recording(true)],
	resumed: [...held, ['reception', 'Answered']],
	ringing,
	transferred: [...transferred, ['sales', 'Setup']],
	voicemail: [...ringing, ['reception', 'VoiceMail']],
};
const NAMES = Object.keys(CALL_WITH).filter(isCallEventName);

/** The first event of this name. */
function eventOf(name: CallEventName, changes: readonly CallChange[]): CallEvent {
	const history = new CallHistory();
	const event = callOf(changes)
		.flatMap((notification) => history.observe(notification, callStartsAt))
		.concat(history.due(callStartsAt + 60_000))
		.find((one) => one.event === name);
	if (event === undefined) throw new Error(`There is no ${name}`);
	return event;
}

function itemOf(name: CallEventName, changes = CALL_WITH[name]) {
	return callEventItem(eventOf(name, changes), EVENTS[name].fields);
}

const FIRST = [
	'event',
	'summary',
	'direction',
	'fromNumber',
	'fromName',
	'toNumber',
	'toName',
	'extensionNumber',
	'extensionName',
	'queueName',
];
const LAST = [
	'origin',
	'eventTime',
	'telephonySessionId',
	'partyId',
	'callId',
	'extensionId',
	'queueExtensionId',
	'deviceId',
];

describe('the item of an event', () => {
	it('of a ringing phone has the important fields first, IDs last, and no others', () => {
		expect(Object.keys(itemOf('ringing'))).toEqual([...FIRST, ...LAST]);
	});

	it('of a ringing phone shows caller and callee', () => {
		expect(itemOf('ringing')).toEqual({
			event: 'ringing',
			summary: 'Incoming call from +14155550199 to Reception (+14155550101) rings at Reception',
			direction: 'Inbound',
			fromNumber: '+14155550199',
			fromName: null,
			toNumber: '+14155550101',
			toName: 'Reception',
			extensionNumber: null,
			extensionName: 'Reception',
			queueName: null,
			origin: 'Call',
			eventTime: '2026-11-02T09:00:02.000Z',
			telephonySessionId: 's-1',
			partyId: 'p-1-2',
			callId: 's-1',
			extensionId: '400101',
			queueExtensionId: null,
			deviceId: null,
		});
	});

	it.each(NAMES)(
		'of %s has the fields of its row in the table of events, in their order, and no others',
		(name) => {
			expect(Object.keys(itemOf(name))).toEqual([...FIRST, ...EVENTS[name].fields, ...LAST]);
		},
	);

	it.each(NAMES)('of %s has null for unknown values, and no undefined value', (name) => {
		const item = itemOf(name);

		expect(JSON.parse(JSON.stringify(item))).toEqual(item);
		expect(Object.values(item)).not.toContain(undefined);
	});

	it('has null for all fields that a bare notification lacks', () => {
		const bare: CallChange = ['callee', 'Proceeding', { direction: undefined, to: undefined }];
		const item = itemOf('anyChange', [bare]);

		expect(
			Object.entries(item)
				.filter(([, value]) => value !== null)
				.map(([name]) => name),
		).toEqual([
			'event',
			'summary',
			'status',
			'muted',
			'missedCall',
			'recordings',
			'sequence',
			'uuid',
			'subscriptionId',
			'sessionId',
			'origin',
			'eventTime',
			'telephonySessionId',
			'partyId',
			'callId',
		]);
		expect(item).toMatchObject({ direction: null, fromNumber: null, extensionId: null });
	});

	it('of any change has RingCentral’s older ID of the call', () => {
		expect(itemOf('anyChange')).toMatchObject({ sessionId: '4291801016' });
	});

	it('names the queue, and the extension of the agent', () => {
		expect(itemOf('ringing', [agentRings])).toMatchObject({
			toName: 'Support Queue',
			queueName: 'Support Queue',
			queueExtensionId: '400900',
			extensionId: '400103',
			extensionName: null,
		});
	});

	it('lists parties under the field names of the item itself', () => {
		const parties = listOf(new Map(Object.entries(itemOf('callEnded'))).get('parties'));
		const names = new Set([...FIRST, ...LAST, ...NAMES.flatMap((name) => EVENTS[name].fields)]);
		const others = parties
			.filter(isFields)
			.flatMap(Object.keys)
			.filter((name) => !names.has(name));

		expect(parties).toHaveLength(2);
		// On an item, 'queueName' and 'queueExtensionId' show this.
		expect([...new Set(others)]).toEqual(['queueCall']);
	});

	it('has the SIP data that RingCentral sends', () => {
		const sipData = { callId: '555', toTag: '123', fromTag: '456' };
		const item = itemOf('ringing', [['reception', 'Proceeding', { sipData }]]);

		expect(item).toMatchObject({ sipData });
	});

	it('of an event from an inquiry is marked, and has null for time and sequence', () => {
		const history = new CallHistory();
		const parties = callOf(ringing)
			.slice(-1)
			.flatMap((notification) => partiesOf(notification))
			.map((party) => ({ telephonySessionId: 's-1', party }));
		const [event] = history.reconcile(
			{ parties, requestedAt: callStartsAt, listedExtensionIds: new Set() },
			callStartsAt,
		);
		if (event === undefined) throw new Error('There is no event');

		expect(callEventItem(event, EVENTS.anyChange.fields)).toMatchObject({
			event: 'ringing',
			caughtUp: true,
			eventTime: null,
			sequence: null,
			uuid: null,
			subscriptionId: null,
		});
	});
});

describe('details of an event', () => {
	const reception = { extensionId: '400101', name: 'Reception', phoneNumber: '+14155550101' };
	const sales = { extensionId: '400102', name: 'Sales', phoneNumber: '+14155550102' };

	it('show that a person answered', () => {
		expect(itemOf('answered')).toMatchObject({ answeredBy: 'person' });
	});

	it('show the reason for a missed call', () => {
		expect(itemOf('missed')).toMatchObject({ missReason: 'rangOut', statusReason: null });
	});

	it('show both ends of a transfer, as far as they are known', () => {
		expect(itemOf('transferred')).toMatchObject({
			transferredFrom: reception,
			transferredTo: sales,
			statusReason: 'BlindTransfer',
		});
		expect(itemOf('transferred', transferred)).toMatchObject({ transferredTo: null });
		const outside = { extensionId: undefined, to: { phoneNumber: '+14155550166' } };
		expect(itemOf('transferred', [...transferred, ['sales', 'Setup', outside]])).toMatchObject({
			transferredTo: { extensionId: null, name: null, phoneNumber: '+14155550166' },
		});
	});

	it('show where a call is parked', () => {
		expect(itemOf('parked')).toMatchObject({ parkNumber: '*801', parkLocationId: null });
		expect(
			itemOf('parked', [...answered, ['caller', 'Parked', { to, park: { id: '400801' } }]]),
		).toMatchObject({ parkNumber: null, parkLocationId: '400801' });
	});

	it('show the extension that picks up a call', () => {
		expect(itemOf('pickedUp')).toMatchObject({ pickedUpBy: sales });
	});

	it('sum up a call that has ended', () => {
		expect(itemOf('callEnded')).toMatchObject({
			outcome: 'answered',
			startTime: '2026-11-02T09:00:00.000Z',
			endTime: '2026-11-02T09:00:05.000Z',
			ringSeconds: 1,
			talkSeconds: 1,
			holdSeconds: 0,
			parties: [
				{ partyId: 'p-1-1', extensionId: null },
				{ partyId: 'p-1-2', extensionId: '400101', status: 'Disconnected' },
			],
		});
	});

	it('of an ended call are null when its beginning was not seen', () => {
		expect(itemOf('callEnded', [['reception', 'Hold'], ...hangsUp])).toMatchObject({
			startTime: null,
			ringSeconds: null,
			talkSeconds: null,
			holdSeconds: null,
		});
	});
});

/** An event with details of its own. */
type DetailedEvent = Extract<EventDetails, { details: object }>;

describe('the summary', () => {
	const toReception = 'Incoming call from +14155550199 to Reception (+14155550101)';

	const SENTENCES: Record<CallEventName, string> = {
		answered: `${toReception} is answered by Reception`,
		anyChange:
			'Incoming call from +14155550199 to +14155550101: +14155550199 is calling the other side',
		callEnded: `${toReception} is over: it was answered`,
		fax: `${toReception} is a fax to Reception`,
		held: `${toReception} is put on hold by Reception`,
		missed: `${toReception} was missed at Reception: it rang out`,
		muted: `${toReception}: Reception is muted`,
		parked: 'Incoming call from +14155550199 to +14155550101 is parked at *801',
		partyLeft: `${toReception}: Reception has left`,
		pickedUp: 'Incoming call from +14155550199 to Sales (+14155550102) is picked up by Sales',
		recordingChanged: `${toReception} is being recorded`,
		resumed: `${toReception} is taken off hold by Reception`,
		ringing: `${toReception} rings at Reception`,
		transferred: `${toReception} is handed on by Reception to Sales`,
		voicemail: `${toReception} reaches the voicemail of Reception`,
	};

	it.each(NAMES)('of %s names the call and the event', (name) => {
		expect(itemOf(name).summary).toBe(SENTENCES[name]);
	});

	const ended = (outcome: CallOutcome): DetailedEvent => ({
		event: 'callEnded',
		details: {
			summary: {
				outcome,
				startedAt: undefined,
				endedAt: undefined,
				ringSeconds: undefined,
				talkSeconds: undefined,
				holdSeconds: undefined,
				parties: [],
			},
		},
	});
	const missedFor = (missReason: MissReason): DetailedEvent => ({
		event: 'missed',
		details: { missReason },
	});
	const answeredBy = (who: AnsweredBy): DetailedEvent => ({
		event: 'answered',
		details: { answeredBy: who },
	});

	it.each<[string, DetailedEvent]>([
		['is answered automatically, by a menu for instance', answeredBy('callHandling')],
		['is answered by Reception', answeredBy('person')],
		['is answered at Reception', answeredBy('unknown')],
		['was missed at Reception: it was answered elsewhere', missedFor('answeredElsewhere')],
		['was missed at Reception: the caller gave up', missedFor('callerGaveUp')],
		['was missed at Reception: it rang out', missedFor('rangOut')],
		['was missed at Reception: it was rejected', missedFor('rejected')],
		['was missed at Reception: the reason is not known', missedFor('unknown')],
		['is over: the caller left the queue before an agent took the call', ended('abandoned')],
		['is over: it was answered', ended('answered')],
		['is over: only a menu or the like answered', ended('callHandling')],
		['is over: it was a fax', ended('fax')],
		['is over: it was missed', ended('missed')],
		['is over: it was not answered', ended('noAnswer')],
		['is over: it is not known whether it was answered', ended('unknown')],
		['is over: it reached voicemail', ended('voicemail')],
	])('says that a call %s', (words, details) => {
		const event: CallEvent = { ...eventOf('ringing', ringing), ...details };

		expect(callEventItem(event, []).summary).toBe(`${toReception} ${words}`);
	});

	const toCallee = 'Outgoing call from Reception (+14155550101) to +14155550188';
	const throughQueue = 'Incoming call from +14155550199 to Support Queue (+14155550100)';

	it.each<[string, CallEventName, CallChange[], string]>([
		['a ringing outgoing call', 'ringing', outgoing, `${toCallee} is ringing`],
		[
			'an answered outgoing call',
			'answered',
			[...outgoing, ['callee', 'Answered'], ['receptionCalling', 'Answered']],
			`${toCallee} is answered by +14155550188`,
		],
		[
			'a queue with an agent that RingCentral does not name',
			'ringing',
			[agentRings],
			`${throughQueue} rings at an agent of Support Queue`,
		],
		[
			'a queue without a name',
			'ringing',
			[['support', 'Proceeding', { queueCall: true, to: { ...queue, name: undefined } }]],
			'Incoming call from +14155550199 to +14155550100 rings at an agent of the call queue',
		],
		[
			'the leg of the queue itself',
			'ringing',
			[['queue', 'Proceeding', { queueCall: true }]],
			'Incoming call from +14155550199 to Sales Line (+18005550100) rings at Sales Line',
		],
		[
			'the leg of a caller in a queue',
			'anyChange',
			[['caller', 'Answered', { queueCall: true, to }]],
			'Incoming call from +14155550199 to +14155550101: +14155550199 is connected',
		],
		[
			'a queue that the caller leaves',
			'callEnded',
			[agentRings, ['support', 'Disconnected', { queueCall: true, to: queue }]],
			`${throughQueue} is over: the caller left the queue before an agent took the call`,
		],
		[
			'a menu',
			'answered',
			[
				['caller', 'Setup'],
				['reception', 'Setup'],
				['reception', 'Answered'],
			],
			`${toReception} is answered automatically, by a menu for instance`,
		],
		[
			'a colleague inside the company',
			'ringing',
			[
				[
					'sales',
					'Proceeding',
					{
						from: { phoneNumber: '101', name: 'Reception' },
						to: { phoneNumber: '102', extensionId: '400102' },
					},
				],
			],
			'Incoming call from Reception (101) to 102 rings at 102',
		],
		[
			'a caller with a hidden number',
			'ringing',
			[['reception', 'Proceeding', { from: {} }]],
			'Incoming call from an unknown number to Reception (+14155550101) rings at Reception',
		],
		[
			'an extension that RingCentral does not name',
			'ringing',
			[['reception', 'Proceeding', { to }]],
			'Incoming call from +14155550199 to +14155550101 rings at +14155550101',
		],
		[
			'an extension without a number',
			'ringing',
			[['reception', 'Proceeding', { to: { name: 'Reception' } }]],
			'Incoming call from +14155550199 to Reception rings at Reception',
		],
		[
			'a callee outside the company',
			'anyChange',
			[['callee', 'Answered']],
			'Outgoing call from an unknown number to +14155550188: +14155550188 is connected',
		],
		[
			'parties with a status and no other field',
			'anyChange',
			[['callee', 'Answered', { direction: undefined, to: undefined }]],
			'Call from an unknown number to an unknown number: an unknown party is connected',
		],
		[
			'a call that is handed on to a party not known yet',
			'transferred',
			transferred,
			`${toReception} is handed on by Reception to an unknown party`,
		],
		[
			'a parked call without a place',
			'parked',
			[...answered, ['caller', 'Parked', { to }]],
			'Incoming call from +14155550199 to +14155550101 is parked',
		],
		[
			'a park location',
			'parked',
			[...answered, ['caller', 'Parked', { to, park: { id: '400801' } }]],
			'Incoming call from +14155550199 to +14155550101 is parked in a park location',
		],
		[
			'two recordings with one paused',
			'recordingChanged',
			[['reception', 'Proceeding', { recordings: recordings(true, true) }], recording(true, false)],
			`${toReception} is being recorded`,
		],
		[
			'a recording that pauses',
			'recordingChanged',
			[['reception', 'Proceeding', { recordings: recordings(true) }], recording(false)],
			`${toReception} is no longer being recorded`,
		],
		[
			'a supervisor at the beginning of the listening',
			'anyChange',
			[['reception', 'Gone', { reason: 'Supervising' }]],
			`${toReception}: a supervisor listens to Reception`,
		],
		[
			'a status unknown to the package',
			'anyChange',
			[['reception', 'Tds']],
			`${toReception}: Reception is in the state Tds`,
		],
	])('of %s is a whole sentence', (_, name, changes, sentence) => {
		expect(itemOf(name, changes).summary).toBe(sentence);
	});
});
