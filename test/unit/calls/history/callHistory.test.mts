import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import type {
	LiveCalls,
	LiveParty,
} from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import {
	partiesOf,
	type Notification,
} from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { callDirectionOf } from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';
import {
	answered,
	begun,
	callOf,
	callStartsAt,
	partyIdOf,
	type CallChange,
} from '../../../fixtures/callChanges.mts';
import { eventsOf, namesOf, observe, only } from '../../../fixtures/observedCalls.mts';

const now = callStartsAt;

const transferred: CallChange[] = [
	...answered,
	['reception', 'Disconnected', { reason: 'BlindTransfer' }],
];

const callee = { phoneNumber: '+14155550188' };
const ownNumber = { phoneNumber: '+14155550101' };

/** The session of a RingOut to the callee that calls Reception's own phone. */
function ownPhoneCalled(changes: readonly CallChange[]): CallChange[] {
	return changes.map(([who, status]) => [who, status, { from: callee, to: ownNumber }]);
}

function ringOutHalf(
	changes: readonly CallChange[],
	sessionId: string,
	options: Parameters<typeof callOf>[1] = {},
) {
	return callOf(changes, { ...options, origin: 'RingOut', sessionId });
}

/** The events of a call's last change. */
function lastOf(changes: readonly CallChange[], options?: Parameters<typeof callOf>[1]): string[] {
	const history = new CallHistory();
	const call = callOf(changes, options);
	observe(history, call.slice(0, -1));
	return namesOf(observe(history, call.slice(-1)));
}

describe('every change', () => {
	it('is reported, as the last event of its notification', () => {
		const events = observe(new CallHistory(), callOf(begun));

		expect(events.filter(({ event }) => event === 'anyChange')).toHaveLength(4);
		expect(events.slice(-2).map(({ event }) => event)).toEqual(['ringing', 'anyChange']);
	});

	it('shows the known facts of the call', () => {
		const [event] = observe(new CallHistory(), callOf(transferred)).slice(-1);

		expect(event?.call).toMatchObject({
			callId: 's-1',
			telephonySessionIds: ['s-1'],
			extensionIds: new Set(['400101']),
			phoneNumbers: new Set(['+14155550199', '+14155550101']),
			isQueueCall: false,
			wasRecorded: false,
		});
	});

	it('is not reported without a call or without parties', () => {
		const [notification] = callOf(begun);
		if (notification === undefined) throw new Error('There is no notification');
		const { body } = notification;

		expect(new CallHistory().observe({ ...notification, body: {} }, now)).toEqual([]);
		expect(
			new CallHistory().observe({ ...notification, body: { ...body, parties: [] } }, now),
		).toEqual([]);
	});
});

describe('answered', () => {
	it('is reported for a phone that rang, once', () => {
		const events = observe(
			new CallHistory(),
			callOf([...answered, ['reception', 'Hold'], ['reception', 'Answered']]),
		);

		expect(only('answered', events).details.answeredBy).toBe('person');
		expect(namesOf(events).slice(-2)).toEqual(['held p-1-2', 'resumed p-1-2']);
	});

	it('is reported for a menu, which does not ring', () => {
		const menu: CallChange[] = [
			['caller', 'Setup'],
			['reception', 'Setup'],
			['reception', 'Answered'],
		];

		expect(only('answered', observe(new CallHistory(), callOf(menu))).details.answeredBy).toBe(
			'callHandling',
		);
	});

	it('is reported for a person when the ringing may have been lost', () => {
		const lost = callOf(answered).filter(({ body }) => body.sequence !== 5);

		expect(only('answered', observe(new CallHistory(), lost)).details.answeredBy).toBe('person');
	});

	it('is reported for the party that picks up a parked call', () => {
		expect(
			lastOf([
				...answered,
				['reception', 'Disconnected', { reason: 'CallPark' }],
				['caller', 'Parked', { park: { id: '*801' } }],
				['sales', 'Answered', { reason: 'Pickup' }],
			]),
		).toEqual(['pickedUp p-1-3', 'answered p-1-3']);
	});

	it('is reported for an outgoing call when the other side answers', () => {
		const outgoing: CallChange[] = [
			['receptionCalling', 'Setup'],
			['callee', 'Proceeding'],
			['receptionCalling', 'Proceeding'],
			['callee', 'Answered'],
			['receptionCalling', 'Answered'],
		];

		expect(namesOf(observe(new CallHistory(), callOf(outgoing)))).toEqual([
			'ringing p-1-1',
			'answered p-1-1',
		]);
	});

	it('is reported for an outgoing call with only the own leg seen', () => {
		expect(
			lastOf(
				[
					['receptionCalling', 'Setup'],
					['receptionCalling', 'Proceeding'],
					['receptionCalling', 'Answered'],
				],
				{ firstSequence: 3 },
			),
		).toEqual(['answered p-1-1']);
	});

	it.each([2, 3])(
		'is not reported while RingCentral has only reached the caller’s own phone, from sequence %p on',
		(firstSequence) => {
			const ownPhone: CallChange[] = [
				['receptionCalling', 'Setup'],
				['receptionCalling', 'Proceeding'],
				['receptionCalling', 'Answered'],
			];

			expect(lastOf(ownPhone, { origin: 'CallOut', firstSequence })).toEqual([]);
		},
	);

	it('is reported for caller and callee in a call inside the company', () => {
		expect(
			lastOf([
				['receptionCalling', 'Setup'],
				['sales', 'Setup'],
				['receptionCalling', 'Answered'],
				['sales', 'Proceeding'],
				['sales', 'Answered'],
			]),
		).toEqual(['answered p-1-3', 'answered p-1-1']);
	});

	it('is not reported for a party that is first seen in the middle of a call, or listens to it', () => {
		expect(lastOf([['reception', 'Answered']], { firstSequence: 9 })).toEqual([]);
		expect(
			lastOf([
				...answered,
				['support', 'Setup', { direction: 'Outbound', reason: 'Supervising' }],
				['support', 'Answered', { direction: 'Outbound', reason: 'Supervising' }],
			]),
		).toEqual([]);
	});
});

describe('an event on a change only', () => {
	const recordings = [{ id: '1', active: true }];

	it.each<[string, CallChange[], string[]]>([
		['a mute', [['reception', 'Answered', { muted: true }]], ['muted p-1-2']],
		[
			'something else while muted',
			[
				['reception', 'Answered', { muted: true }],
				['reception', 'Answered', { muted: true, recordings }],
			],
			['recordingChanged p-1-2'],
		],
		[
			'something else while recorded',
			[
				['reception', 'Answered', { recordings }],
				['reception', 'Answered', { recordings, muted: true }],
			],
			['muted p-1-2'],
		],
		[
			'a recording that pauses',
			[
				['reception', 'Answered', { recordings }],
				['reception', 'Answered', { recordings: [{ id: '1', active: false }] }],
			],
			['recordingChanged p-1-2'],
		],
		['a hold', [['reception', 'Hold']], ['held p-1-2']],
		[
			'a hold told twice',
			[
				['reception', 'Hold'],
				['reception', 'Hold'],
			],
			[],
		],
		['a parked caller', [['caller', 'Parked']], ['parked p-1-1']],
		['a fax', [['reception', 'FaxReceive']], ['fax p-1-2']],
		['a voicemail', [['reception', 'Voicemail']], ['voicemail p-1-2']],
		['a leave', [['reception', 'Disconnected']], ['partyLeft p-1-2']],
		['a leave in another spelling', [['reception', 'disconnected']], ['partyLeft p-1-2']],
	])('%s', (_, changes, names) => {
		expect(lastOf([...answered, ...changes])).toEqual(names);
	});
});

describe('the key', () => {
	it('is the same for every subscription', () => {
		const call = callOf([...transferred, ['sales', 'Setup']]);
		const heardElsewhere = call.map((notification, index) => ({
			...notification,
			subscriptionId: 'another',
			uuid: `another ${index}`,
		}));
		const keysOf = (notifications: readonly Notification[]) =>
			observe(new CallHistory(), notifications).map(({ key }) => key);

		expect(keysOf(heardElsewhere)).toEqual(keysOf(call));
	});
});

describe('transferred', () => {
	it('is reported when the next party appears', () => {
		const events = observe(new CallHistory(), callOf([...transferred, ['sales', 'Setup']]));
		const { details, party, notification, key } = only('transferred', events);

		expect(details.transfer).toEqual({
			from: { extensionId: '400101', name: 'Reception', phoneNumber: '+14155550101' },
			to: { extensionId: '400102', name: 'Sales', phoneNumber: '+14155550102' },
			kind: 'BlindTransfer',
		});
		expect(party.id).toBe(partyIdOf('reception'));
		expect(notification.body.sequence).toBe(8);
		expect(key).toBe('transferred:7:p-1-2');
	});

	it('is reported without its target when no party appears in time', () => {
		const history = new CallHistory();
		observe(history, callOf(transferred));

		expect(history.nextDue).toBe(now + 1_000);
		expect(history.due(now + 999)).toEqual([]);
		expect(only('transferred', history.due(now + 1_000)).details.transfer.to).toBeNull();
		expect(history.nextDue).toBeUndefined();
	});

	it('is reported before the call ends', () => {
		expect(lastOf([...transferred, ['caller', 'Disconnected']])).toEqual([
			'transferred p-1-2',
			'partyLeft p-1-1',
			'callEnded p-1-2',
		]);
	});

	it('is reported once for two joined calls, in any order of their notifications', () => {
		const first = callOf([
			...answered,
			['reception', 'Hold'],
			['reception', 'Gone', attended('s-2', 'p-2-1')],
		]);
		const second = callOf(
			[
				['receptionCalling', 'Setup'],
				['sales', 'Proceeding'],
				['receptionCalling', 'Answered'],
				['sales', 'Answered'],
				['receptionCalling', 'Gone', attended('s-1', 'p-1-2')],
			],
			{ call: '2', startsAt: callStartsAt + 10_000 },
		);
		const orders = [
			[...first.slice(0, -1), ...second.slice(0, -1), ...first.slice(-1), ...second.slice(-1)],
			[...first.slice(0, -1), ...second, ...first.slice(-1)],
		];

		for (const order of orders) {
			const history = new CallHistory();
			const events = [...observe(history, order), ...history.due(now + 60_000)];
			const { details, call } = only('transferred', events);
			expect(call.callId).toBe('s-1');
			expect(details.transfer.to).toMatchObject({ extensionId: '400102', name: 'Sales' });
		}
	});
});

it('transferred is reported once for joined calls, though the second call appears late', () => {
	const history = new CallHistory();
	const first = callOf([...answered, ['reception', 'Gone', attended('s-2', 'p-2-1')]]);
	const second = callOf(
		[
			['receptionCalling', 'Setup'],
			['sales', 'Proceeding'],
			['receptionCalling', 'Gone', attended('s-1', 'p-1-2')],
		],
		{ call: '2', startsAt: callStartsAt + 10_000 },
	);
	observe(history, first);
	const late = history.due(now + 1_000);

	expect(only('transferred', late).details.transfer.to).toBeNull();
	expect(namesOf(observe(history, second, now + 2_000)).slice(1)).toEqual(['partyLeft p-2-1']);
	expect(namesOf(history.due(now + 60_000))).toEqual([]);
});

function attended(telephonySessionId: string, partyId: string) {
	return { reason: 'AttendedTransfer', peerId: { telephonySessionId, sessionId: '7', partyId } };
}

describe('pickedUp', () => {
	const parked: CallChange[] = [
		...answered,
		['reception', 'Disconnected', { reason: 'CallPark' }],
		['caller', 'Parked', { status: { code: 'Parked', parkData: '*801' } }],
	];
	const pickedUpIn2: CallChange = [
		'caller',
		'Gone',
		{ reason: 'Pickup', peerId: { telephonySessionId: 's-2', sessionId: '7', partyId: 'p-2-1' } },
	];
	const first = callOf([...parked, pickedUpIn2]);
	const dialled: CallChange[] = [
		['salesCalling', 'Setup', { to: { phoneNumber: '*801' } }],
		['salesCalling', 'Answered', { to: { phoneNumber: '*801' } }],
		['salesCalling', 'Disconnected', { to: { phoneNumber: '*801' } }],
	];
	const second = callOf(dialled, { call: '2', startsAt: callStartsAt + 20_000 });
	const sales = { extensionId: '400102', name: 'Sales', phoneNumber: '+14155550102' };

	it('is reported for a call that continues in the same telephony session', () => {
		const events = observe(
			new CallHistory(),
			callOf([...parked, ['sales', 'Answered', { reason: 'Pickup' }]]),
		);

		expect(only('pickedUp', events).details.by).toEqual(sales);
	});

	it.each([
		['first', [...first, ...second]],
		['in between', [...first.slice(0, -1), ...second.slice(0, 2), ...first.slice(-1)]],
	])(
		"is reported for a call that continues in a colleague's session, which is seen %s",
		(_, all) => {
			const { details, call, party } = only('pickedUp', observe(new CallHistory(), all));

			expect(details.by).toEqual(sales);
			expect(call.callId).toBe('s-1');
			expect(party).toMatchObject({ id: 'p-2-1', extensionId: '400102' });
		},
	);

	it('is reported without the colleague when none appears within a second', () => {
		const history = new CallHistory();
		observe(history, first);

		expect(only('pickedUp', history.due(now + 1_000)).details.by).toBeNull();
	});

	it('makes one call of both telephony sessions, which ends with the second', () => {
		const events = observe(new CallHistory(), [...first, ...second]);
		const { details, call } = only('callEnded', events);

		expect(call.telephonySessionIds).toEqual(['s-1', 's-2']);
		expect(details.summary.outcome).toBe('answered');
		expect(namesOf(events).at(-1)).toBe('callEnded p-2-1');
	});
});

describe('missed', () => {
	it.each<[string, CallChange[]]>([
		[
			'callerGaveUp',
			[
				['reception', 'Disconnected'],
				['caller', 'Disconnected'],
			],
		],
		[
			'callerGaveUp',
			[
				['caller', 'Disconnected'],
				['reception', 'Disconnected'],
			],
		],
		['rejected', [['reception', 'Disconnected', { reason: 'Rejected' }]]],
		['rejected', [['reception', 'Disconnected', { reason: 'CallReplied' }]]],
		['rangOut', [['reception', 'Voicemail']]],
		['rangOut', [['reception', 'Disconnected', { reason: 'NoAnswer' }]]],
		[
			'rangOut',
			[
				['reception', 'Disconnected'],
				['sales', 'Setup'],
			],
		],
		[
			'answeredElsewhere',
			[
				['sales', 'Proceeding'],
				['sales', 'Answered'],
				['reception', 'Disconnected'],
			],
		],
		[
			'answeredElsewhere',
			[
				['sales', 'Proceeding'],
				['reception', 'Disconnected'],
				['sales', 'Answered'],
			],
		],
		[
			'unknown',
			[
				['sales', 'Proceeding'],
				['reception', 'Disconnected'],
			],
		],
	])('%s', (reason, changes) => {
		const history = new CallHistory();
		const events = [
			...observe(history, callOf([...begun, ...changes])),
			...history.due(now + 60_000),
		].filter(({ party }) => party.id === partyIdOf('reception'));

		expect(only('missed', events).details.missReason).toBe(reason);
	});

	it.each<[string, CallChange[]]>([
		[
			'answered',
			[
				['reception', 'Answered'],
				['reception', 'Disconnected'],
			],
		],
		['handed on', [['reception', 'Disconnected', { reason: 'BlindTransfer' }]]],
	])('is no call that was %s', (_, changes) => {
		const history = new CallHistory();
		observe(history, callOf([...begun, ...changes]));

		expect(namesOf(history.due(now + 60_000))).not.toContain('missed p-1-2');
	});

	it('is not reported for a queue when its agent answers the call', () => {
		const to = { phoneNumber: '+14155550101', extensionId: '400101' };
		const history = new CallHistory();
		const events = observe(
			history,
			callOf([
				...begun,
				['sales', 'Proceeding', { queueCall: true, to }],
				['sales', 'Answered', { queueCall: true, to }],
				['reception', 'Disconnected'],
			]),
		);

		expect(namesOf([...events, ...history.due(now + 60_000)])).not.toContain('missed p-1-2');
	});

	it('is not reported when the answer may have been lost', () => {
		const history = new CallHistory();
		const call = callOf([...answered, ['reception', 'Disconnected'], ['caller', 'Disconnected']]);
		const events = observe(
			history,
			call.filter(({ body }) => body.sequence !== 6),
		);

		expect(namesOf([...events, ...history.due(now + 60_000)])).not.toContain('missed p-1-2');
	});
});

describe('callEnded', () => {
	it('sums the call up', () => {
		const { details, key } = only(
			'callEnded',
			observe(
				new CallHistory(),
				callOf([
					...answered,
					['reception', 'Hold'],
					['reception', 'Answered'],
					['reception', 'Answered', { muted: true }],
					['reception', 'Disconnected'],
					['caller', 'Disconnected'],
				]),
			),
		);

		expect(key).toBe('callEnded:s-1');
		expect(details.summary).toMatchObject({
			outcome: 'answered',
			startedAt: callStartsAt,
			endedAt: callStartsAt + 9_000,
			ringSeconds: 1,
			talkSeconds: 3,
			holdSeconds: 1,
			parties: [{ party: { id: 'p-1-1' } }, { party: { id: 'p-1-2', extensionName: 'Reception' } }],
		});
	});

	it.each<[string, CallChange[]]>([
		['missed', begun],
		['voicemail', [...begun, ['reception', 'VoiceMail']]],
		['fax', [...begun, ['reception', 'FaxReceive']]],
		['abandoned', [...begun, ['sales', 'Proceeding', { queueCall: true }]]],
		[
			'callHandling',
			[
				['caller', 'Setup'],
				['reception', 'Setup'],
			],
		],
	])('%s', (outcome, changes) => {
		const leaving: CallChange[] = [
			['sales', 'Disconnected'],
			['reception', 'Disconnected'],
			['caller', 'Disconnected'],
		];
		const seen = new Set(changes.map(([who]) => who));
		const call = callOf([...changes, ...leaving.filter(([who]) => seen.has(who))]);

		expect(only('callEnded', observe(new CallHistory(), call)).details.summary.outcome).toBe(
			outcome,
		);
	});

	it.each([8, 20])(
		'is reported once, though a notification arrives afterwards with sequence %p',
		(sequence) => {
			const history = new CallHistory();
			observe(
				history,
				callOf([...begun, ['reception', 'Disconnected'], ['caller', 'Disconnected']]),
			);
			const late = callOf([['reception', 'Disconnected']], { firstSequence: sequence });

			expect(namesOf(observe(history, late))).toEqual([]);
			expect(namesOf(history.due(now + 60_000))).toEqual([]);
			expect(history.takeUnconfirmedEnds()).toEqual([]);
		},
	);

	it('is not delayed by a late notification of a party that has left', () => {
		const history = new CallHistory();
		const late = callOf([['reception', 'Answered']], { firstSequence: 20 });
		observe(history, callOf([...answered, ['reception', 'Disconnected']]));
		const events = observe(history, late);
		observe(history, callOf([['caller', 'Disconnected']], { firstSequence: 21 }));
		history.due(now + 60_000);

		expect(events.map(({ event }) => event)).toEqual(['anyChange']);
		expect(history.takeUnconfirmedEnds()).toEqual(['s-1']);
		expect(
			only('callEnded', history.conclude('s-1', true, now)).details.summary.parties[1],
		).toMatchObject({ party: { id: 'p-1-2', status: 'Disconnected' } });
	});

	it('waits for both halves of a RingOut, which are one call', () => {
		const history = new CallHistory();
		const own = ringOutHalf(ownPhoneCalled(answered), '700001016');
		const other = ringOutHalf(
			[
				['receptionCalling', 'Setup'],
				['callee', 'Proceeding'],
				['callee', 'Answered'],
				['receptionCalling', 'Answered'],
				['callee', 'Disconnected'],
				['receptionCalling', 'Disconnected'],
			],
			'700003016',
			{ call: '2' },
		);
		const rest = ringOutHalf(
			ownPhoneCalled([
				['reception', 'Disconnected'],
				['caller', 'Disconnected'],
			]),
			'700001016',
			{ firstSequence: 7 },
		);
		observe(history, own);
		expect(namesOf(observe(history, other)).at(-1)).toBe('partyLeft p-2-1');
		const { call, details, party } = only('callEnded', observe(history, rest));

		expect(callDirectionOf(party)).toBe('Outbound');
		expect([party.from.phoneNumber, party.to.phoneNumber]).toEqual([
			'+14155550101',
			'+14155550188',
		]);
		expect(call.callId).toBe('s-1');
		expect(call.telephonySessionIds).toEqual(['s-1', 's-2']);
		expect(details.summary.outcome).toBe('answered');
	});
});

describe('two halves of RingOuts', () => {
	const callingOut: CallChange[] = [['receptionCalling', 'Setup']];

	/** The number of calls that these halves make, arriving in this order. */
	function callsOf(...halves: Array<[changes: CallChange[], sessionId: string]>): number {
		const history = new CallHistory();
		const events = halves.flatMap(([changes, sessionId], index) =>
			observe(history, ringOutHalf(changes, sessionId, { call: String(index + 1) })),
		);
		return new Set(events.map(({ call }) => call.callId)).size;
	}

	it.each([1, 2, 3, 4])('are one call when their numbers are %p000 apart', (thousands) => {
		const own = ownPhoneCalled([['reception', 'Proceeding']]);
		const far = String(700_010_016 + thousands * 1_000);

		expect(callsOf([own, '700010016'], [callingOut, far])).toBe(1);
		expect(callsOf([callingOut, '700010016'], [own, far])).toBe(1);
		expect(callsOf([callingOut, far], [own, '700010016'])).toBe(1);
	});

	it('are one call when the own phone is none of the company', () => {
		expect(
			callsOf([ownPhoneCalled([['caller', 'Setup']]), '700001016'], [callingOut, '700003016']),
		).toBe(1);
	});

	it.each<[string, CallChange[], string]>([
		['are far apart', ownPhoneCalled([['reception', 'Proceeding']]), '700009016'],
		['are no whole thousands apart', ownPhoneCalled([['reception', 'Proceeding']]), '700004500'],
		['go to another phone', [['sales', 'Proceeding', { from: callee }]], '700003016'],
		['are with somebody else', [['reception', 'Proceeding']], '700003016'],
		['do not say with whom', [['reception', 'Proceeding', { from: {} }]], '700003016'],
		['go the same way', [['salesCalling', 'Setup', { from: callee, to: ownNumber }]], '700003016'],
	])('are two calls when they %s', (_, changes, sessionId) => {
		expect(callsOf([callingOut, '700001016'], [changes, sessionId])).toBe(2);
		expect(callsOf([changes, sessionId], [callingOut, '700001016'])).toBe(2);
	});

	it('that stay apart have separate outcomes', () => {
		const reached = ringOutHalf(
			[
				['receptionCalling', 'Setup'],
				['callee', 'Proceeding'],
				['callee', 'Answered'],
				['callee', 'Disconnected'],
				['receptionCalling', 'Disconnected'],
			],
			'700003016',
		);
		const { summary } = only('callEnded', observe(new CallHistory(), reached)).details;

		expect(summary).toMatchObject({ outcome: 'answered', talkSeconds: 1 });
	});
});

describe('a partly seen call', () => {
	/** The notifications that Reception's subscription gets. */
	const ownLeg = callOf(
		[
			['reception', 'Setup'],
			['reception', 'Proceeding'],
			['reception', 'Answered'],
			['reception', 'Disconnected'],
		],
		{ firstSequence: 3 },
	);

	function seen(): CallHistory {
		const history = new CallHistory();
		expect(namesOf(observe(history, ownLeg))).not.toContain('callEnded p-1-2');
		expect(history.takeUnconfirmedEnds()).toEqual([]);
		history.due(now + 1_000);
		return history;
	}

	it('is unconfirmed a second after the last own party has left, once', () => {
		const history = seen();

		expect(history.takeUnconfirmedEnds()).toEqual(['s-1']);
		expect(history.takeUnconfirmedEnds()).toEqual([]);
	});

	it('is not returned again while RingCentral is asked', () => {
		const history = seen();
		history.takeUnconfirmedEnds();
		observe(history, callOf([['caller', 'Disconnected']], { firstSequence: 9 }));
		history.due(now + 60_000);

		expect(history.takeUnconfirmedEnds()).toEqual([]);
	});

	it('ends when RingCentral confirms it, once', () => {
		const history = seen();
		history.takeUnconfirmedEnds();

		expect(namesOf(history.conclude('s-1', true, now))).toEqual(['callEnded p-1-2']);
		expect(history.conclude('s-1', true, now)).toEqual([]);
	});

	it('continues when RingCentral says so', () => {
		const history = seen();
		history.takeUnconfirmedEnds();

		expect(history.conclude('s-1', false, now)).toEqual([]);
		observe(
			history,
			callOf(
				[
					['sales', 'Proceeding'],
					['sales', 'Disconnected'],
				],
				{ firstSequence: 9 },
			),
		);
		history.due(now + 60_000);
		expect(history.takeUnconfirmedEnds()).toEqual(['s-1']);
	});

	it('continues when a party was seen in it after RingCentral was asked', () => {
		const history = seen();
		history.takeUnconfirmedEnds();
		observe(history, callOf([['sales', 'Proceeding']], { firstSequence: 9 }));

		expect(history.conclude('s-1', true, now)).toEqual([]);
	});

	describe("and that continues, by RingCentral's answers", () => {
		const hours = 3_600_000;

		/** The times of the inquiries until a time, if RingCentral always answers that the call continues. */
		function questions(history: CallHistory, until: number): number[] {
			const times: number[] = [];
			for (let due = history.nextDue; due !== undefined && due <= until; due = history.nextDue) {
				history.due(due);
				for (const inDoubt of history.takeUnconfirmedEnds()) {
					times.push(due - now);
					expect(history.conclude(inDoubt, false, due)).toEqual([]);
				}
			}
			return times;
		}

		it('causes inquiries again, less and less often, for four hours', () => {
			const history = new CallHistory();
			observe(history, ownLeg);
			const times = questions(history, now + 100 * hours);

			expect(times.slice(0, 5)).toEqual([1_000, 31_000, 151_000, 751_000, 1_351_000]);
			expect(times.length).toBeLessThan(30);
			expect(times.at(-1)).toBeGreaterThan(3.8 * hours);
			expect(times.at(-1)).toBeLessThanOrEqual(4 * hours + 1_000);
			expect(history.nextDue).toBeUndefined();
		});

		it('ends when RingCentral finally confirms it', () => {
			const history = new CallHistory();
			observe(history, ownLeg);
			questions(history, now + hours);
			history.due(now + 2 * hours);

			expect(history.takeUnconfirmedEnds()).toEqual(['s-1']);
			expect(namesOf(history.conclude('s-1', true, now + 2 * hours))).toEqual(['callEnded p-1-2']);
			expect(history.nextDue).toBeUndefined();
		});

		it('causes no inquiry while a party is seen in it, and afterwards as at first', () => {
			const history = new CallHistory();
			observe(history, ownLeg);
			questions(history, now + hours);
			observe(history, callOf([['sales', 'Proceeding']], { firstSequence: 9 }), now + hours);
			expect(history.nextDue).toBeUndefined();
			observe(history, callOf([['sales', 'Disconnected']], { firstSequence: 10 }), now + hours);

			expect(questions(history, now + 2 * hours).slice(0, 3)).toEqual(
				[1_000, 31_000, 151_000].map((later) => hours + later),
			);
		});

		it('causes an inquiry soon when another party leaves', () => {
			const history = new CallHistory();
			observe(history, ownLeg);
			questions(history, now + hours);
			observe(history, callOf([['caller', 'Disconnected']], { firstSequence: 9 }), now + hours);

			expect(questions(history, now + hours + 32_000)).toEqual([hours + 1_000, hours + 31_000]);
		});

		it('causes no inquiry when it has ended', () => {
			const history = new CallHistory();
			observe(history, callOf([...answered, ['reception', 'Disconnected']]));
			expect(questions(history, now + hours)).not.toEqual([]);
			const end = callOf([['caller', 'Disconnected']], { firstSequence: 8 });

			expect(namesOf(observe(history, end, now + hours))).toContain('callEnded p-1-2');
			expect(history.nextDue).toBeUndefined();
		});

		it('has all other events meanwhile', () => {
			const history = new CallHistory();
			observe(history, callOf([...begun, ['reception', 'Disconnected']]));
			questions(history, now + hours);
			const changes: CallChange[] = [
				['sales', 'Proceeding'],
				['sales', 'Disconnected'],
				['support', 'Proceeding'],
				['caller', 'Hold'],
				['caller', 'Answered'],
			];
			const events = observe(history, callOf(changes, { firstSequence: 7 }), now + hours);

			expect(only('missed', events).details.missReason).toBe('rangOut');
			expect(namesOf(events)).toEqual(
				expect.arrayContaining(['ringing p-1-4', 'held p-1-1', 'resumed p-1-1']),
			);
		});

		it.each<[string, CallChange[], string[]]>([
			['forgotten when that does not help either', [], ['400102']],
			[
				'remembered when somebody is known to be there',
				[['caller', 'Answered']],
				['400101', '400102'],
			],
		])('is %s', (_, others, extensionIds) => {
			const history = new CallHistory();
			const seenLegs: CallChange[] = [
				...others,
				['reception', 'Answered'],
				['reception', 'Disconnected'],
			];
			observe(history, callOf(seenLegs, { firstSequence: 6 }));
			questions(history, now + 10 * hours);
			const later = callOf([['sales', 'Proceeding']], { firstSequence: 20 });
			const [event] = observe(history, later, now + 10 * hours);

			expect([...(event?.call.extensionIds ?? [])]).toEqual(extensionIds);
		});
	});

	it('has no durations when its beginning was not seen', () => {
		const history = new CallHistory();
		observe(
			history,
			callOf(
				[
					['reception', 'Answered'],
					['reception', 'Disconnected'],
				],
				{ firstSequence: 9 },
			),
		);
		history.due(now + 1_000);
		history.takeUnconfirmedEnds();

		expect(only('callEnded', history.conclude('s-1', true, now)).details.summary).toMatchObject({
			startedAt: undefined,
			ringSeconds: undefined,
			talkSeconds: undefined,
			holdSeconds: undefined,
		});
	});

	it('causes an inquiry when one leg is left alone, unless that leg is parked', () => {
		for (const [status, inDoubt] of [
			['Answered', ['s-1']],
			['Parked', []],
		] as const) {
			const history = new CallHistory();
			const park: CallChange[] = status === 'Parked' ? [['caller', 'Parked']] : [];
			observe(history, callOf([...answered, ...park, ['reception', 'Disconnected']]));
			history.due(now + 60_000);
			expect(history.takeUnconfirmedEnds()).toEqual(inDoubt);
		}
	});
});

it('has no later events of a forgotten call', () => {
	const history = new CallHistory();
	observe(history, callOf([...begun, ['reception', 'Disconnected']]));
	history.keep(() => false);

	expect(history.due(now + 60_000)).toEqual([]);
});

describe('an end that was not wholly seen', () => {
	it('is that of a call whose parked caller hangs up', () => {
		const events = eventsOf(
			[
				['caller', 'Parked'],
				['caller', 'Disconnected'],
			],
			{ firstSequence: 7 },
		);

		expect(namesOf(events)).toEqual(['parked p-1-1', 'partyLeft p-1-1', 'callEnded p-1-1']);
	});

	it('causes an inquiry when the caller leaves phones behind that have stopped to ring unseen', () => {
		const history = new CallHistory();
		const [last, ...earlier] = callOf([
			...begun,
			['sales', 'Proceeding'],
			['reception', 'Disconnected'],
			['sales', 'Disconnected'],
			['caller', 'Disconnected'],
		]).reverse();
		observe(history, earlier.slice(2).reverse());
		observe(history, last === undefined ? [] : [last]);
		history.due(now + 1_000);

		expect(history.takeUnconfirmedEnds()).toEqual(['s-1']);
	});
});

describe('reconcile', () => {
	function found(changes: readonly CallChange[]): LiveParty[] {
		return callOf(changes).flatMap((notification) =>
			partiesOf(notification).map((party) => ({ telephonySessionId: 's-1', party })),
		);
	}

	function snapshot(parties: LiveParty[], changes: Partial<LiveCalls> = {}): LiveCalls {
		const listedExtensionIds = new Set(['400101', '400102', '400103']);
		return { parties, requestedAt: now + 5_000, listedExtensionIds, ...changes };
	}

	function reconciled(
		known: readonly CallChange[],
		live: readonly CallChange[],
		changes?: Partial<LiveCalls>,
	) {
		const history = new CallHistory();
		observe(history, callOf(known));
		const events = history.reconcile(snapshot(found(live), changes), now + 6_000);
		return { history, events, names: namesOf(events) };
	}

	it.each<[string, CallChange[], CallChange[], string[]]>([
		['a new call that rings', [], [['reception', 'Proceeding']], ['ringing p-1-2']],
		['a new call that is answered', [], [['reception', 'Answered']], ['answered p-1-2']],
		['a new call on hold', [], [['reception', 'Hold']], ['answered p-1-2']],
		['an answer', begun, [['reception', 'Answered']], ['answered p-1-2']],
		['a hold', answered, [['reception', 'Hold']], ['held p-1-2']],
		[
			'the end of a hold',
			[...answered, ['reception', 'Hold']],
			[['reception', 'Answered']],
			['resumed p-1-2'],
		],
		['nothing new', answered, [['reception', 'Answered']], []],
		['an older state', answered, [['reception', 'Proceeding']], []],
		['that somebody left', answered, [], ['partyLeft p-1-2']],
		['that somebody did not answer', begun, [], ['missed p-1-2', 'partyLeft p-1-2']],
	])('finds %s', (_, known, live, names) => {
		expect(reconciled(known, live).names).toEqual(names);
	});

	it.each<[string, string[]]>([
		['Answered', []],
		['Hold', ['answered p-1-1']],
	])('takes a caller inside the company whose leg is %s for answered: %j', (status, answers) => {
		const { names } = reconciled([], [['salesCallingInside', status]]);

		expect(names).toEqual(answers);
	});

	it('finds the events of all parties in a call', () => {
		const conference: CallChange[] = [...begun, ['sales', 'Proceeding']];

		expect(reconciled(conference, [['reception', 'Answered']]).names).toEqual([
			'answered p-1-2',
			'missed p-1-3',
			'partyLeft p-1-3',
		]);
	});

	it('overrides an older notification', () => {
		const { history } = reconciled(begun, [['reception', 'Answered']]);
		const older = callOf([['reception', 'Proceeding']], { firstSequence: 9 });
		const newer = callOf([['reception', 'Hold']], { firstSequence: 10 });

		expect(observe(history, older).map(({ event }) => event)).toEqual(['anyChange']);
		expect(namesOf(observe(history, newer))).toEqual(['held p-1-2']);
	});

	it('accepts a later notification of a party that was not found', () => {
		const { history } = reconciled(answered, []);
		const startsAt = now + 10_000;
		const hold = callOf([['reception', 'Hold']], { firstSequence: 9, startsAt });

		expect(namesOf(observe(history, hold, startsAt))).toEqual(['held p-1-2']);
	});

	it('accepts it also when the clock of n8n is fast', () => {
		const fast = 60_000;
		const history = new CallHistory();
		observe(history, callOf(answered), now + fast);
		history.reconcile(snapshot([], { requestedAt: now + fast + 5_000 }), now + fast + 6_000);
		const hold = callOf([['reception', 'Hold']], { firstSequence: 9, startsAt: now + 7_000 });

		expect(namesOf(observe(history, hold, now + fast + 7_000))).toEqual(['held p-1-2']);
	});

	it('marks the events that it finds, with the keys of live events', () => {
		const { events } = reconciled([], [['reception', 'Proceeding']]);

		expect(events.every(({ isCaughtUp }) => isCaughtUp)).toBe(true);
		expect(events[0]?.key).toBe('ringing:p-1-2');
		expect(events[0]?.notification.body.eventTime).toBeUndefined();
	});

	it('gives a found party the caller and the callee that a notification would give it', () => {
		const { events } = reconciled([], [['reception', 'Proceeding']]);

		const [party] = events.flatMap(({ notification }) => partiesOf(notification));
		expect(party).toMatchObject({
			from: { phoneNumber: '+14155550199' },
			to: { phoneNumber: '+14155550101', name: 'Reception' },
		});
	});

	it('asks about calls without a remaining party of the company', () => {
		const { history } = reconciled(answered, []);
		history.due(now + 60_000);
		expect(history.takeUnconfirmedEnds()).toEqual(['s-1']);
	});

	it.each(['Setup', 'Voicemail'])(
		'asks about a call when only a party at %s seems to remain, which may have left unseen',
		(status) => {
			const known: CallChange[] = [...begun, ['sales', 'Proceeding'], ['reception', status]];
			const { history } = reconciled(known, [['sales', 'Answered']]);
			const left: CallChange[] = [['sales', 'Disconnected']];
			observe(history, callOf(left, { firstSequence: 20 }), now + 7_000);
			history.due(now + 8_000);

			expect(history.takeUnconfirmedEnds()).toEqual(['s-1']);
		},
	);

	it('ignores changes after the request was sent', () => {
		const earlier = { requestedAt: now - 1 };

		expect(reconciled(answered, [], earlier).names).toEqual([]);
		expect(reconciled(begun, [['reception', 'Answered']], earlier).names).toEqual([]);
	});

	it('ignores extensions whose calls are not all listed', () => {
		const listedExtensionIds = new Set(['400102']);

		expect(reconciled(answered, [], { listedExtensionIds }).names).toEqual([]);
	});

	it('ignores parties in a status that RingCentral does not list', () => {
		expect(reconciled([...begun, ['reception', 'Voicemail']], []).names).toEqual([]);
	});
});

describe('takeOver', () => {
	/** The events of these changes after a history has taken over this state of Reception's leg. */
	function namesAfter(live: string, changes: CallChange[], delay: number): string[] {
		const history = new CallHistory();
		const parties = callOf([['reception', live]]).flatMap((notification) =>
			partiesOf(notification).map((party) => ({ telephonySessionId: 's-1', party })),
		);
		history.takeOver({ parties, requestedAt: now, listedExtensionIds: new Set() }, now);
		const notifications = callOf(changes, { firstSequence: 9, startsAt: now });
		return namesOf(
			notifications.flatMap((notification) => history.observe(notification, now + delay)),
		);
	}

	it('reports no event, and knows how the calls continue', () => {
		expect(namesAfter('Proceeding', [['reception', 'Answered']], 10_000)).toEqual([
			'answered p-1-2',
		]);
		expect(namesAfter('Answered', [['reception', 'Hold']], 10_000)).toEqual(['held p-1-2']);
		expect(namesAfter('Hold', [['reception', 'Answered']], 10_000)).toEqual(['resumed p-1-2']);
	});

	it('does not report a repeated state again', () => {
		expect(namesAfter('Answered', [['reception', 'Answered']], 10_000)).toEqual([]);
	});

	it.each([
		['Proceeding', 'ringing p-1-2'],
		['Answered', 'answered p-1-2'],
		['Hold', 'held p-1-2'],
	])('lets a notification in flight report %s all the same', (status, name) => {
		expect(namesAfter(status, [['reception', status]], 500)).toEqual([name]);
	});

	it('leaves known calls alone', () => {
		const history = new CallHistory();
		observe(history, callOf(begun));
		const parties = callOf([['reception', 'Answered']]).flatMap((notification) =>
			partiesOf(notification).map((party) => ({ telephonySessionId: 's-1', party })),
		);
		history.takeOver({ parties, requestedAt: now, listedExtensionIds: new Set() }, now);

		expect(
			namesOf(observe(history, callOf([['reception', 'Answered']], { firstSequence: 9 }))),
		).toEqual(['answered p-1-2']);
	});
});

describe('a history that continues after a restart', () => {
	const resumed = () => new CallHistory({ resumedUntil: now + 60_000 });
	const noCalls: LiveCalls = { parties: [], requestedAt: now, listedExtensionIds: new Set() };

	function namesFrom(history: CallHistory, changes: CallChange[], origin?: string): string[] {
		return namesOf(observe(history, callOf(changes, { firstSequence: 9, origin })));
	}

	it('reports an answer though the ringing was before the restart', () => {
		const events = observe(resumed(), callOf([['reception', 'Answered']], { firstSequence: 6 }));
		const { details, key } = only('answered', events);

		expect(details.answeredBy).toBe('person');
		expect(key).toBe('answered:p-1-2');
	});

	it('reports the answer to an outgoing call', () => {
		expect(
			namesFrom(resumed(), [
				['callee', 'Answered'],
				['receptionCalling', 'Answered'],
			]),
		).toEqual(['answered p-1-1']);
	});

	it('reports no answer to a call inside the company while the other phone still rings', () => {
		const sales = { phoneNumber: '102', extensionId: '400102' };

		for (const to of [sales, { phoneNumber: '102' }]) {
			expect(namesFrom(resumed(), [['receptionCalling', 'Answered', { to }]])).toEqual([]);
		}
	});

	it('takes an answer for an old answer again when time has passed', () => {
		const later = callOf([['reception', 'Answered']], { firstSequence: 9 });

		expect(namesOf(observe(resumed(), later, now + 60_000))).toEqual([]);
	});

	it("does not report the answer of the caller’s own phone before the other side's", () => {
		const history = resumed();

		expect(namesFrom(history, [['receptionCalling', 'Answered']], 'CallOut')).toEqual([]);
		const callee = callOf(
			[
				['callee', 'Proceeding'],
				['callee', 'Answered'],
			],
			{ firstSequence: 10, origin: 'CallOut' },
		);
		expect(namesOf(observe(history, callee))).toEqual(['answered p-1-1']);
	});

	it.each<[string, CallChange[]]>([
		['a hold', [['reception', 'Hold']]],
		['a leave', [['reception', 'Disconnected']]],
		['somebody who listens', [['support', 'Answered', { reason: 'Supervising' }]]],
	])('does not take %s for an answer', (_, changes) => {
		expect(namesFrom(resumed(), changes).join()).not.toContain('answered');
	});

	it.each<[string, (history: CallHistory) => unknown]>([
		['caught up', (history) => history.reconcile(noCalls, now)],
		['taken over the calls that there are', (history) => history.takeOver(noCalls, now)],
	])('takes an answer without a preceding ring for an old answer when it has %s', (_, learn) => {
		const history = resumed();
		learn(history);

		expect(namesFrom(history, [['reception', 'Answered']])).toEqual([]);
	});
});

describe('the session in which a supervisor listens', () => {
	const peerId = { telephonySessionId: 's-2', sessionId: '7', partyId: 'p-2-1' };
	const supervised = callOf([
		...answered,
		['support', 'Gone', { reason: 'Supervising', peerId, extensionId: '400101' }],
	]);
	const listening = callOf(
		[
			['salesCalling', 'Setup'],
			['salesCalling', 'Answered'],
			['salesCalling', 'Disconnected'],
		],
		{ call: '2' },
	);

	it.each<[string, Notification[]]>([
		['before the supervised call tells of it', [...listening.slice(0, 2), ...supervised]],
		['after that', [...supervised, ...listening.slice(0, 2)]],
	])('is not a call of the company when it is seen %s', (_, notifications) => {
		const history = new CallHistory();
		const events = observe(history, [...notifications, ...listening.slice(2)]);
		const ofSupervisor = events.filter(({ telephonySessionId }) => telephonySessionId === 's-2');

		expect(namesOf(ofSupervisor)).toEqual(['partyLeft p-2-1']);
		expect(namesOf(events)).not.toContain('partyLeft p-1-4');
	});
});
