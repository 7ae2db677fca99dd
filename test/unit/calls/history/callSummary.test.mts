import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { callDirectionOf } from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';
import {
	answered,
	begun,
	callOf,
	callStartsAt,
	hangsUp,
	type CallChange,
} from '../../../fixtures/callChanges.mts';
import { eventsOf, observe, only } from '../../../fixtures/observedCalls.mts';

/** Reception calls Sales inside the company, and its own leg is "Answered" at once. */
const insideBegun: CallChange[] = [
	['receptionCalling', 'Setup'],
	['sales', 'Setup'],
	['receptionCalling', 'Answered'],
	['sales', 'Proceeding'],
];

const joined = { telephonySessionId: 's-2', sessionId: '7', partyId: 'p-2-1' };

function endOf(changes: readonly CallChange[], options?: Parameters<typeof callOf>[1]) {
	return only('callEnded', eventsOf(changes, options));
}

function summaryOf(changes: readonly CallChange[], options?: Parameters<typeof callOf>[1]) {
	return endOf(changes, options).details.summary;
}

describe('the outcome of a call', () => {
	it.each<[string, string, CallChange[]]>([
		[
			'answered',
			'that a colleague takes unseen',
			[...begun, ['reception', 'Disconnected', { reason: 'Pickup' }], ['caller', 'Disconnected']],
		],
		[
			'answered',
			'that one of several phones takes',
			[
				...begun,
				['sales', 'Proceeding'],
				['sales', 'Answered'],
				['reception', 'Disconnected'],
				['sales', 'Disconnected'],
				['caller', 'Disconnected'],
			],
		],
		[
			'missed',
			'that rings out',
			[...begun, ['reception', 'Disconnected', { reason: 'NoAnswer' }], ['caller', 'Disconnected']],
		],
		[
			'missed',
			'that rings at a phone after a menu',
			[
				['caller', 'Setup'],
				['reception', 'Setup'],
				['reception', 'Answered'],
				['reception', 'Disconnected'],
				['sales', 'Setup'],
				['sales', 'Proceeding'],
				['sales', 'Disconnected'],
				['caller', 'Disconnected'],
			],
		],
		[
			'missed',
			'that RingCentral marks at one of the extensions',
			[
				['caller', 'Setup'],
				['sales', 'Setup'],
				['reception', 'Setup'],
				['sales', 'Disconnected'],
				['reception', 'Disconnected', { missedCall: true }],
				['caller', 'Disconnected'],
			],
		],
		[
			'callHandling',
			'that ends in a menu',
			[['caller', 'Setup'], ['reception', 'Setup'], ['reception', 'Answered'], ...hangsUp],
		],
		[
			'callHandling',
			'from a colleague that ends in a menu',
			[
				['receptionCalling', 'Setup'],
				['sales', 'Setup'],
				['receptionCalling', 'Answered'],
				['sales', 'Answered'],
				['sales', 'Disconnected'],
				['receptionCalling', 'Disconnected'],
			],
		],
		[
			'noAnswer',
			'that its caller ends before a phone rings',
			[
				['receptionCalling', 'Setup'],
				['receptionCalling', 'Disconnected'],
			],
		],
		[
			'noAnswer',
			'from a colleague to a phone that rings out',
			[...insideBegun, ['sales', 'Disconnected'], ['receptionCalling', 'Disconnected']],
		],
		[
			'noAnswer',
			'that its caller hands on while it rings',
			[
				['receptionCalling', 'Setup'],
				['callee', 'Proceeding'],
				['receptionCalling', 'Gone', { reason: 'AttendedTransfer', peerId: joined }],
				['callee', 'Disconnected'],
			],
		],
		[
			'unknown',
			"whose caller's own leg alone was seen",
			[
				['receptionCalling', 'Setup'],
				['receptionCalling', 'Answered'],
				['receptionCalling', 'Disconnected'],
			],
		],
		[
			'unknown',
			'without an extension of the company',
			[
				['caller', 'Setup'],
				['caller', 'Disconnected'],
			],
		],
	])('is "%s" for a call %s', (outcome, _, changes) => {
		expect(summaryOf(changes).outcome).toBe(outcome);
	});

	it('is "unknown" for a call of which only the end was seen', () => {
		const end: CallChange[] = [['reception', 'Disconnected']];

		expect(summaryOf(end, { firstSequence: 9 }).outcome).toBe('unknown');
	});

	it('is "unknown" for a call whose answer may have been lost', () => {
		const history = new CallHistory();
		observe(
			history,
			callOf([...answered, ...hangsUp]).filter(({ body }) =>
				[2, 3, 4, 5, 8].includes(Number(body.sequence)),
			),
		);
		history.due(callStartsAt + 60_000);
		history.takeUnconfirmedEnds();

		expect(
			only('callEnded', history.conclude('s-1', true, callStartsAt)).details.summary.outcome,
		).toBe('unknown');
	});

	it('is "answered" for a call that is parked by a user whose answer was not seen', () => {
		const { outcome } = summaryOf([
			...begun,
			['reception', 'Disconnected', { reason: 'CallPark' }],
			['caller', 'Parked'],
			['caller', 'Disconnected'],
		]);

		expect(outcome).toBe('answered');
	});

	it('is "noAnswer" for a RingOut whose own phone, outside the company, rings out', () => {
		const ownPhone: CallChange[] = [
			['caller', 'Setup'],
			['caller', 'Disconnected'],
		];

		expect(summaryOf(ownPhone, { origin: 'RingOut' }).outcome).toBe('noAnswer');
	});

	it('is "answered" for a conference with a participant, "unknown" for its host alone', () => {
		const host: CallChange[] = [
			['receptionCalling', 'Setup', { conferenceRole: 'Host' }],
			['receptionCalling', 'Answered', { conferenceRole: 'Host' }],
		];
		const participant = { conferenceRole: 'Participant' };
		const guest: CallChange[] = [
			['callee', 'Gone', { ...participant, peerId: joined }],
			['callee', 'Disconnected', participant],
		];
		const end: CallChange[] = [['receptionCalling', 'Disconnected', { conferenceRole: 'Host' }]];
		const options = { origin: 'Conference' };

		expect(summaryOf([...host, ...guest, ...end], options).outcome).toBe('answered');
		expect(summaryOf([...host, ...end], options).outcome).toBe('unknown');
	});
});

describe('the times of a call', () => {
	it('are unknown, but for start and end, when its answer was not seen', () => {
		const taken: CallChange = ['reception', 'Disconnected', { reason: 'AgentAnswered' }];

		expect(summaryOf([...begun, taken, ['caller', 'Disconnected']])).toMatchObject({
			startedAt: callStartsAt,
			endedAt: callStartsAt + 5_000,
			ringSeconds: undefined,
			talkSeconds: undefined,
			holdSeconds: undefined,
		});
	});

	it('are known when the phone that answers was seen, and another phone stops to ring', () => {
		const summary = summaryOf([
			...begun,
			['sales', 'Proceeding'],
			['sales', 'Answered'],
			['reception', 'Disconnected', { reason: 'AgentAnswered' }],
			['sales', 'Disconnected'],
			['caller', 'Disconnected'],
		]);

		expect(summary).toMatchObject({ ringSeconds: 2, talkSeconds: 2, holdSeconds: 0 });
	});

	it('are those of ringing for a call that rings out', () => {
		const rangOut: CallChange = ['reception', 'Disconnected', { reason: 'NoAnswer' }];
		const summary = summaryOf([...begun, rangOut, ['caller', 'Disconnected']]);

		expect(summary).toMatchObject({ ringSeconds: 1, talkSeconds: 0, holdSeconds: 0 });
	});

	it('are unknown when the outcome is', () => {
		const ownLegOnly: CallChange[] = [
			['receptionCalling', 'Setup'],
			['receptionCalling', 'Answered'],
			['receptionCalling', 'Disconnected'],
		];

		expect(summaryOf(ownLegOnly)).toMatchObject({
			ringSeconds: undefined,
			talkSeconds: undefined,
			holdSeconds: undefined,
		});
	});

	it('are those of the hold only, when a hold is the first sign of an answer', () => {
		const summary = summaryOf([
			['receptionCalling', 'Setup'],
			['receptionCalling', 'Answered'],
			['receptionCalling', 'Hold'],
			['receptionCalling', 'Answered'],
			['receptionCalling', 'Disconnected'],
		]);

		expect(summary).toMatchObject({
			outcome: 'answered',
			ringSeconds: undefined,
			talkSeconds: undefined,
			holdSeconds: 1,
		});
	});

	it('are all known for an outgoing call to a phone that rings', () => {
		const summary = summaryOf([
			['receptionCalling', 'Setup'],
			['callee', 'Proceeding'],
			['receptionCalling', 'Proceeding'],
			['callee', 'Answered'],
			['receptionCalling', 'Answered'],
			['callee', 'Disconnected'],
			['receptionCalling', 'Disconnected'],
		]);

		expect(summary).toMatchObject({ ringSeconds: 2, talkSeconds: 3, holdSeconds: 0 });
	});

	it.each<[string, string, CallChange[]]>([
		['unknown', 'that rang', []],
		['answered', 'that was answered', [['reception', 'Answered']]],
	])(
		'are unknown, and the outcome is %s, for a call %s and then went on unseen',
		(outcome, _, more) => {
			const history = new CallHistory();
			const ownLeg: CallChange[] = [
				['reception', 'Setup'],
				['reception', 'Proceeding'],
				...more,
				['reception', 'Disconnected'],
			];
			observe(history, callOf(ownLeg, { firstSequence: 3 }));
			const [first, second] = [callStartsAt + 1_000, callStartsAt + 60_000];
			history.due(first);
			history.takeUnconfirmedEnds();
			history.conclude('s-1', false, first);
			history.due(second);
			history.takeUnconfirmedEnds();
			const { summary } = only('callEnded', history.conclude('s-1', true, second)).details;

			expect(summary).toMatchObject({
				outcome,
				startedAt: callStartsAt,
				endedAt: undefined,
				ringSeconds: undefined,
				talkSeconds: undefined,
				holdSeconds: undefined,
			});
		},
	);
});

describe('the party of a call that has ended', () => {
	/** Each hands the call on to the next. */
	const handedOn: CallChange[] = [
		...answered,
		['reception', 'Disconnected', { reason: 'BlindTransfer' }],
		['sales', 'Setup'],
		['sales', 'Proceeding'],
		['sales', 'Answered'],
		['sales', 'Disconnected', { reason: 'BlindTransfer' }],
		['support', 'Setup'],
		['support', 'Proceeding'],
		['support', 'Answered'],
		['support', 'Disconnected'],
		['caller', 'Disconnected'],
	];
	const salesRingsToo: CallChange[] = [...begun, ['sales', 'Proceeding']];
	const otherPhone = {
		direction: 'Outbound',
		from: { phoneNumber: '+14155550101' },
		to: { phoneNumber: '+14155550188' },
	};

	it.each<[string, string, CallChange[]]>([
		['p-1-4', 'the extension that talked last', handedOn],
		[
			'p-1-2',
			'the extension that talked, though another phone rang later',
			[...salesRingsToo, ['reception', 'Answered'], ['sales', 'Disconnected'], ...hangsUp],
		],
		[
			'p-1-2',
			'the extension with the voicemail, though another phone rang later',
			[...salesRingsToo, ['reception', 'VoiceMail'], ['sales', 'Disconnected'], ...hangsUp],
		],
		[
			'p-1-2',
			'the extension with the fax, though another phone rang later',
			[...salesRingsToo, ['reception', 'FaxReceive'], ['sales', 'Disconnected'], ...hangsUp],
		],
		[
			'p-1-2',
			'the extension that rang, though the call went on to another one',
			[
				...begun,
				['reception', 'Disconnected'],
				['sales', 'Setup'],
				['sales', 'Disconnected'],
				['caller', 'Disconnected'],
			],
		],
		[
			'p-1-4',
			'the last extension when no phone rang',
			[
				['caller', 'Setup'],
				['reception', 'Setup'],
				['reception', 'Disconnected'],
				['sales', 'Setup'],
				['sales', 'Disconnected'],
				['support', 'Setup'],
				['support', 'Disconnected'],
				['caller', 'Disconnected'],
			],
		],
		[
			'p-1-1',
			'the caller of a call inside the company',
			[
				...insideBegun,
				['sales', 'Answered'],
				['sales', 'Disconnected'],
				['receptionCalling', 'Disconnected'],
			],
		],
		[
			'p-1-5',
			"the caller's last phone in a call inside the company",
			[
				...insideBegun,
				['sales', 'Answered'],
				['receptionFlips', 'Answered', otherPhone],
				['receptionCalling', 'Disconnected', { reason: 'CallFlip' }],
				['sales', 'Disconnected', { reason: 'BlindTransfer' }],
				['support', 'Setup'],
				['support', 'Proceeding'],
				['support', 'Answered'],
				['support', 'Disconnected'],
				['receptionFlips', 'Disconnected', otherPhone],
			],
		],
	])('is %s: %s', (id, _, changes) => {
		expect(endOf(changes).party.id).toBe(id);
	});

	it('has the name of its extension, where the caller has called that extension', () => {
		const { party } = endOf([...answered, ...hangsUp]);

		expect(callDirectionOf(party)).toBe('Inbound');
		expect(party).toMatchObject({
			from: { phoneNumber: '+14155550199' },
			to: { phoneNumber: '+14155550101', name: 'Reception', extensionId: '400101' },
		});
	});

	it('has the number that the caller has called, where another extension takes the call', () => {
		const { party } = endOf(handedOn);

		expect(callDirectionOf(party)).toBe('Inbound');
		expect(party.extensionName).toBe('Support');
		expect(party.to).toEqual({ phoneNumber: '+14155550101' });
	});

	it("has its own number, where the caller's leg does not name the called number", () => {
		const unnamed = (changes: readonly CallChange[]) =>
			changes.map(
				([who, status]): CallChange =>
					who === 'caller' ? [who, status, { to: {} }] : [who, status],
			);

		expect(endOf(unnamed([...answered, ...hangsUp])).party.to).toMatchObject({
			phoneNumber: '+14155550101',
			name: 'Reception',
		});
	});

	it('has the direction of the call, where no party is an extension of the company', () => {
		const { party } = endOf([
			['caller', 'Setup'],
			['callee', 'Setup'],
			['caller', 'Disconnected'],
			['callee', 'Disconnected'],
		]);

		expect(party.id).toBe('p-1-2');
		expect(callDirectionOf(party)).toBe('Inbound');
	});
});
