import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import {
	answered,
	begun,
	callOf,
	callStartsAt,
	hangsUp,
	partyIdOf,
	type CallChange,
	type Who,
} from '../../../fixtures/callChanges.mts';
import { eventsOf, namesOf, observe, only } from '../../../fixtures/observedCalls.mts';

/** A call to a queue that rings at an agent. */
const queueBegun: CallChange[] = [
	['caller', 'Setup'],
	['queue', 'Setup'],
	['caller', 'Answered'],
	['queue', 'Proceeding'],
	['agent', 'Proceeding'],
];

/** The reason of this party's missed call. */
function reasonAt(who: Who, changes: readonly CallChange[], firstSequence?: number): string {
	const events = eventsOf(changes, { firstSequence });
	const id = partyIdOf(who);
	return only(
		'missed',
		events.filter(({ party }) => party.id === id),
	).details.missReason;
}

describe('a call that may have been answered unseen', () => {
	it.each(['CallPark', 'ParkLocation'])('is not missed when it is parked: %s', (reason) => {
		expect(namesOf(eventsOf([...begun, ['reception', 'Disconnected', { reason }]]))).not.toContain(
			'missed p-1-2',
		);
	});

	it.each([
		[true, []],
		[false, ['missed p-1-2']],
	])(
		'is missed only where gaps are no losses, after an earlier gap: %s',
		(seesWholeCalls, missed) => {
			const history = new CallHistory();
			const events = callOf([...answered, ...hangsUp])
				.filter(({ body }) => body.sequence !== 2 && body.sequence !== 6)
				.flatMap((notification) => history.observe(notification, callStartsAt, seesWholeCalls));

			expect(namesOf(events).filter((name) => name.startsWith('missed'))).toEqual(missed);
		},
	);
});

describe('the reason of a missed call', () => {
	it.each([
		['CallReplied', 'rejected'],
		['CallerDropped', 'callerGaveUp'],
		['Cancelled', 'callerGaveUp'],
		['NoAnswer', 'rangOut'],
		['Pickup', 'answeredElsewhere'],
		['Rejected', 'rejected'],
		['TargetBusy', 'rejected'],
		['Timeout', 'rangOut'],
		['Voicemail', 'rangOut'],
	])("comes from RingCentral's reason %s: %s", (reason, missReason) => {
		expect(reasonAt('reception', [...begun, ['reception', 'Disconnected', { reason }]])).toBe(
			missReason,
		);
	});

	it("is that another agent has answered, at an agent's phone", () => {
		const left: CallChange = ['agent', 'Disconnected', { reason: 'AgentAnswered' }];

		expect(reasonAt('agent', [...queueBegun, left])).toBe('answeredElsewhere');
	});

	it.each<[string, string, CallChange[]]>([
		[
			'callerGaveUp',
			'the caller changes in another way first',
			[
				['reception', 'Disconnected'],
				['caller', 'Hold'],
				['caller', 'Disconnected'],
			],
		],
		[
			'callerGaveUp',
			'another phone stops to ring too',
			[
				['sales', 'Proceeding'],
				['reception', 'Disconnected'],
				['sales', 'Disconnected'],
				['caller', 'Disconnected'],
			],
		],
		[
			'callerGaveUp',
			'the caller leaves while two phones ring',
			[
				['sales', 'Proceeding'],
				['caller', 'Disconnected'],
				['reception', 'Disconnected'],
			],
		],
		[
			'rangOut',
			'another phone that rang has the voicemail',
			[
				['sales', 'Proceeding'],
				['reception', 'Disconnected'],
				['sales', 'VoiceMail'],
			],
		],
		[
			'answeredElsewhere',
			"a queue's agent answers, and the phone is not the queue's",
			[
				['agent', 'Proceeding'],
				['agent', 'Answered'],
				['reception', 'Disconnected'],
			],
		],
	])('is "%s" when %s', (missReason, _, changes) => {
		expect(reasonAt('reception', [...begun, ...changes])).toBe(missReason);
	});

	it('is "callerGaveUp" though a colleague had answered before and handed the call on', () => {
		expect(
			reasonAt('support', [
				...begun,
				['reception', 'Answered'],
				['reception', 'Disconnected', { reason: 'BlindTransfer' }],
				['support', 'Setup'],
				['support', 'Proceeding'],
				['support', 'Disconnected'],
				['caller', 'Disconnected'],
			]),
		).toBe('callerGaveUp');
	});

	it('is "unknown" when the caller was not seen', () => {
		const ownLeg: CallChange[] = [
			['reception', 'Setup'],
			['reception', 'Proceeding'],
			['reception', 'Disconnected'],
		];

		expect(reasonAt('reception', ownLeg, 3)).toBe('unknown');
	});

	it('is that of each phone when several phones stop to ring at once', () => {
		const events = eventsOf([
			...begun,
			['sales', 'Proceeding'],
			['support', 'Proceeding'],
			['reception', 'Disconnected'],
			['sales', 'Disconnected'],
			['support', 'Disconnected'],
			['caller', 'Disconnected'],
		]);
		const missed = events.flatMap((event) =>
			event.event === 'missed' ? `${event.party.id} ${event.details.missReason}` : [],
		);

		expect(missed).toEqual(['p-1-2 callerGaveUp', 'p-1-3 callerGaveUp', 'p-1-4 callerGaveUp']);
	});
});

describe('a missed call', () => {
	const supervising = { direction: 'Outbound', reason: 'Supervising' };

	it.each<[string, CallChange[]]>([
		[
			'a phone outside the company',
			[
				['receptionCalling', 'Setup'],
				['callee', 'Proceeding'],
				['callee', 'Disconnected', { reason: 'NoAnswer' }],
				['receptionCalling', 'Disconnected'],
			],
		],
		[
			"the caller's phone",
			[
				['receptionCalling', 'Setup'],
				['receptionCalling', 'Proceeding'],
				['receptionCalling', 'Disconnected', { reason: 'NoAnswer' }],
			],
		],
		[
			'the next phone of a user on the call',
			[
				...begun,
				['reception', 'Answered'],
				['receptionFlips', 'Proceeding'],
				['receptionFlips', 'Disconnected', { reason: 'NoAnswer' }],
			],
		],
		[
			'a phone whose user flips the call',
			[...begun, ['reception', 'Disconnected', { reason: 'CallFlip' }]],
		],
		[
			'a phone whose user switches to another one',
			[...begun, ['reception', 'Disconnected', { reason: 'CallSwitch' }]],
		],
		[
			'the phone of a supervisor',
			[
				...begun,
				['reception', 'Answered'],
				['support', 'Proceeding', { reason: 'Supervising' }],
				['support', 'Disconnected', { reason: 'NoAnswer' }],
			],
		],
		[
			"the supervisor's calling leg",
			[
				...begun,
				['reception', 'Answered'],
				['support', 'Proceeding', supervising],
				['support', 'Disconnected', { ...supervising, reason: 'NoAnswer' }],
			],
		],
		[
			'a queue whose agent answers',
			[...queueBegun, ['agent', 'Answered'], ['queue', 'Disconnected']],
		],
		[
			'a queue that names its agent as the reason',
			[...queueBegun, ['queue', 'Disconnected', { reason: 'AgentAnswered' }]],
		],
		[
			'an extension that has not rung',
			[
				['caller', 'Setup'],
				['reception', 'Setup'],
				['reception', 'Disconnected'],
			],
		],
	])('is not reported for %s', (_, changes) => {
		expect(namesOf(eventsOf(changes)).join()).not.toContain('missed');
	});

	it('is reported where RingCentral marks it, though no ringing was seen', () => {
		const changes: CallChange[] = [
			['caller', 'Setup'],
			['reception', 'Setup'],
			['reception', 'Disconnected', { missedCall: true }],
		];

		expect(namesOf(eventsOf(changes))).toContain('missed p-1-2');
	});

	it.each<[string, string, CallChange]>([
		['with a reason', 'rangOut', ['reception', 'Disconnected', { reason: 'NoAnswer' }]],
		['with a voicemail', 'rangOut', ['reception', 'VoiceMail']],
	])('is reported %s, though a notification was lost', (_, missReason, end) => {
		const history = new CallHistory();
		const call = callOf([...begun, ['caller', 'Answered'], end]);
		const events = observe(
			history,
			call.filter(({ body }) => body.sequence !== 6),
		);

		expect(only('missed', [...events, ...history.due(callStartsAt + 60_000)]).details).toEqual({
			missReason,
		});
	});

	it('is reported for a phone that still rings after a notification was lost', () => {
		const call = callOf([
			...begun,
			['caller', 'Answered'],
			['reception', 'Proceeding'],
			['reception', 'Disconnected'],
			['caller', 'Disconnected'],
		]);
		const events = observe(
			new CallHistory(),
			call.filter(({ body }) => body.sequence !== 6),
		);

		expect(only('missed', events).details.missReason).toBe('callerGaveUp');
	});

	it('is not reported when the answer was lost and the ringing before it arrives late', () => {
		const call = callOf([
			...begun,
			['reception', 'Answered'],
			['caller', 'Answered'],
			['reception', 'Disconnected'],
			['caller', 'Disconnected'],
		]);
		const arrived = [2, 3, 4, 7, 5, 8, 9].flatMap((sequence) =>
			call.filter(({ body }) => body.sequence === sequence),
		);
		const history = new CallHistory();
		const events = [...observe(history, arrived), ...history.due(callStartsAt + 60_000)];

		expect(namesOf(events)).not.toContain('missed p-1-2');
	});
});
