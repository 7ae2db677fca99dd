import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import {
	answered,
	begun,
	callOf,
	callStartsAt,
	type CallChange,
} from '../../../fixtures/callChanges.mts';
import { eventsOf, observe, only } from '../../../fixtures/observedCalls.mts';

type Options = Parameters<typeof callOf>[1];

/** E.g. "p-1-2 person". */
function answersIn(changes: readonly CallChange[], options?: Options, history?: CallHistory) {
	return eventsOf(changes, options, history).flatMap((event) =>
		event.event === 'answered' ? `${event.party.id} ${event.details.answeredBy}` : [],
	);
}

const insideBegun: CallChange[] = [
	['receptionCalling', 'Setup'],
	['sales', 'Setup'],
	['receptionCalling', 'Answered'],
];

describe('an answer', () => {
	it.each<[string, string[], CallChange[]]>([
		[
			"a menu's, of its own leg only, in a call inside the company",
			['p-1-3 callHandling'],
			[...insideBegun, ['sales', 'Answered']],
		],
		[
			"a person's, of caller and callee, in a call inside the company",
			['p-1-3 person', 'p-1-1 person'],
			[...insideBegun, ['sales', 'Proceeding'], ['sales', 'Answered']],
		],
		[
			"the next person's alone, when the callee hands the call on",
			['p-1-3 person', 'p-1-1 person', 'p-1-4 person'],
			[
				...insideBegun,
				['sales', 'Proceeding'],
				['sales', 'Answered'],
				['sales', 'Disconnected', { reason: 'BlindTransfer' }],
				['support', 'Setup'],
				['support', 'Proceeding'],
				['support', 'Answered'],
			],
		],
		[
			"a colleague's, before the phone rings",
			['p-1-2 person'],
			[
				['caller', 'Setup'],
				['reception', 'Setup'],
				['reception', 'Answered', { reason: 'Pickup' }],
			],
		],
		[
			"a person's, while the caller leaves a voicemail",
			['p-1-2 person'],
			[
				['caller', 'Setup'],
				['reception', 'Setup'],
				['reception', 'VoiceMailScreening'],
				['reception', 'Answered'],
			],
		],
		[
			"the outside callee's, before the caller's leg shows it",
			['p-1-1 person'],
			[
				['receptionCalling', 'Setup'],
				['callee', 'Proceeding'],
				['callee', 'Answered'],
				['receptionCalling', 'Answered'],
			],
		],
		[
			"the outside callee's, though only the caller's leg shows it",
			['p-1-1 person'],
			[
				['receptionCalling', 'Setup'],
				['callee', 'Proceeding'],
				['receptionCalling', 'Proceeding'],
				['receptionCalling', 'Answered'],
			],
		],
	])('is %s', (_, answers, changes) => {
		expect(answersIn(changes)).toEqual(answers);
	});

	it.each<[string, CallChange[], Options]>([
		[
			"of the caller's leg, when all was seen and no leg is called",
			[
				['receptionCalling', 'Setup'],
				['receptionCalling', 'Proceeding'],
				['receptionCalling', 'Answered'],
			],
			{},
		],
		[
			'that is first seen in the middle of an outgoing call',
			[
				['callee', 'Answered'],
				['receptionCalling', 'Answered'],
			],
			{ firstSequence: 9 },
		],
		...['CallOut', 'RingMe', 'RingOut'].map((origin): [string, CallChange[], Options] => [
			`of the initiator's own phone, in a call of the origin ${origin}`,
			[
				['receptionCalling', 'Setup'],
				['receptionCalling', 'Proceeding'],
				['receptionCalling', 'Answered'],
			],
			{ firstSequence: 3, origin },
		]),
	])('is not reported %s', (_, changes, options) => {
		expect(answersIn(changes, options)).toEqual([]);
	});
});

describe('the party that has answered', () => {
	const other = {
		direction: 'Outbound',
		from: { phoneNumber: '+14155550101' },
		to: { phoneNumber: '+14155550199' },
	};

	it.each<[string, string | undefined, CallChange[]]>([
		['the phone that rang', 'p-1-2', answered],
		[
			'still the first phone after a flip',
			'p-1-2',
			[...answered, ['receptionFlips', 'Answered', other]],
		],
		[
			'the latest one after a transfer',
			'p-1-3',
			[
				...answered,
				['reception', 'Disconnected', { reason: 'BlindTransfer' }],
				['sales', 'Proceeding'],
				['sales', 'Answered'],
			],
		],
		[
			'unknown after the answer of a menu',
			undefined,
			[
				['caller', 'Setup'],
				['reception', 'Setup'],
				['reception', 'Answered'],
			],
		],
	])('is %s', (_, id, changes) => {
		expect(eventsOf(changes).at(-1)?.answeredPartyId).toBe(id);
	});

	it('is unknown in a call that is first seen in the middle', () => {
		const changes: CallChange[] = [['reception', 'Answered']];

		expect(eventsOf(changes, { firstSequence: 9 }).at(-1)?.answeredPartyId).toBeUndefined();
	});
});

describe('an answer after a restart', () => {
	it.each(['Setup', 'Proceeding'])('is not reported while the called leg is at %s', (status) => {
		const resumed = new CallHistory({ resumedUntil: callStartsAt + 60_000 });
		const changes: CallChange[] = [
			['callee', status],
			['receptionCalling', 'Answered'],
		];

		expect(answersIn(changes, { firstSequence: 9 }, resumed)).toEqual([]);
	});

	it('is reported for the leg that was on hold before', () => {
		const resumed = new CallHistory({ resumedUntil: callStartsAt + 60_000 });

		expect(answersIn([['reception', 'Answered']], { firstSequence: 9 }, resumed)).toEqual([
			'p-1-2 person',
		]);
	});
});

describe('a webhook process, which gets a part of the notifications', () => {
	const partly = () => new CallHistory({ isComplete: false });

	it.each<[string, string[], CallChange[]]>([
		[
			'an unknown answer of a leg that it has not seen before',
			['p-1-2 unknown'],
			[['reception', 'Answered']],
		],
		["a person's answer of a queue's agent", ['p-1-3 person'], [['agent', 'Answered']]],
		[
			"a person's answer of a colleague's pick-up",
			['p-1-3 person'],
			[['sales', 'Answered', { reason: 'Pickup' }]],
		],
		['no answer of a leg that it first sees on hold', [], [['reception', 'Hold']]],
		[
			"a person's answer of a phone that it has seen ring",
			['p-1-2 person'],
			[
				['reception', 'Proceeding'],
				['reception', 'Answered'],
			],
		],
		[
			"a menu's answer of a leg that it has seen before",
			['p-1-2 callHandling'],
			[
				['reception', 'Setup'],
				['reception', 'Answered'],
			],
		],
	])('reports %s', (_, answers, changes) => {
		expect(answersIn(changes, { firstSequence: 6 }, partly())).toEqual(answers);
	});

	/** The events of a call, of which the notifications with these numbers go to another process. */
	function without(sequences: readonly unknown[], changes: readonly CallChange[]) {
		const history = partly();
		const later = callStartsAt + 60_000;
		const seen = callOf(changes).filter(({ body }) => !sequences.includes(body.sequence));
		const events = [...observe(history, seen), ...history.due(later)];
		for (const id of history.takeUnconfirmedEnds())
			events.push(...history.conclude(id, true, later));
		return events;
	}

	const noAnswer: CallChange[] = [
		...begun,
		['caller', 'Answered'],
		['caller', 'Answered'],
		['reception', 'Disconnected'],
		['caller', 'Disconnected'],
	];
	it.each<[string, string, number[], CallChange[]]>([
		['missed', 'all notifications arrive', [], noAnswer],
		['unknown', 'one is missing before the end', [7], noAnswer],
		['unknown', 'the end of the phone is missing', [8], noAnswer],
	])('finds the outcome "%s" when %s', (outcome, _, sequences, changes) => {
		const { details } = only('callEnded', without(sequences, changes));

		expect(details.summary.outcome).toBe(outcome);
	});

	it.each<[string, number, number[], CallChange[]]>([
		['a missed call when all notifications arrive', 1, [], noAnswer],
		['no missed call when the answer may have gone elsewhere', 0, [7], noAnswer],
	])('reports %s', (_, count, sequences, changes) => {
		const events = without(sequences, changes);

		expect(events.filter(({ event }) => event === 'missed')).toHaveLength(count);
	});
});
