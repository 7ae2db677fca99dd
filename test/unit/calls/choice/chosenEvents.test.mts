import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import type { Criteria } from '../../../../nodes/RingCentralCallControl/calls/choice/criteria.ts';
import {
	chosenEvents,
	isFollowed,
	keyFor,
} from '../../../../nodes/RingCentralCallControl/calls/choice/chosenEvents.ts';
import {
	answered,
	callOf,
	callStartsAt,
	hangsUp,
	type CallChange,
} from '../../../fixtures/callChanges.mts';
import { criteriaOf, criteriaOfExtensions } from '../../../fixtures/criteria.mts';

const queue = { phoneNumber: '+14155550101', extensionId: '400100' };

const incoming: CallChange[] = [...answered, ...hangsUp];

const outgoing: CallChange[] = [
	['receptionCalling', 'Setup'],
	['receptionCalling', 'Proceeding'],
	['callee', 'Proceeding'],
	['callee', 'Answered'],
	['receptionCalling', 'Answered'],
];

/** The events of a call that a node wants: "event -party". */
function chosen(changes: readonly CallChange[], wanted: Partial<Criteria>): string[] {
	const history = new CallHistory();
	const criteria = criteriaOf(wanted);
	return callOf(changes)
		.flatMap((notification) =>
			chosenEvents(history.observe(notification, callStartsAt), criteria, '400101'),
		)
		.map(({ event, party }) => `${event} ${party.id.slice(-2)}`);
}

/** The same, without the events whose key has started the node before. */
function started(changes: readonly CallChange[], wanted: Partial<Criteria>): string[] {
	const history = new CallHistory();
	const criteria = criteriaOf(wanted);
	const keys = new Set<string>();
	return callOf(changes)
		.flatMap((notification) =>
			chosenEvents(history.observe(notification, callStartsAt), criteria, '400101').filter(
				(event) => {
					const key = keyFor(event, criteria);
					const isNew = !keys.has(key);
					keys.add(key);
					return isNew;
				},
			),
		)
		.map(({ event, party }) => `${event} ${party.id.slice(-2)}`);
}

function ofExtension(id: string, triggerOn: Criteria['triggerOn']): Criteria {
	return criteriaOfExtensions([id], { triggerOn });
}

describe('events', () => {
	it('are those that the trigger subscribes to', () => {
		expect(chosen(incoming, { triggerOn: ['ringing', 'partyLeft'] })).toEqual([
			'ringing -2',
			'partyLeft -2',
			'partyLeft -1',
		]);
	});

	it('of one notification come with the most specific first, and the end of the call last', () => {
		expect(chosen(incoming, { triggerOn: ['callEnded', 'partyLeft'] }).slice(-2)).toEqual([
			'partyLeft -1',
			'callEnded -2',
		]);
	});

	it('of a change are named by the most specific', () => {
		expect(chosen(incoming, { triggerOn: ['anyChange'] })).toEqual([
			'anyChange -1',
			'anyChange -2',
			'anyChange -1',
			'ringing -2',
			'answered -2',
			'partyLeft -2',
			'partyLeft -1',
		]);
	});

	it('of an earlier change, left open until now, do not name this change', () => {
		const history = new CallHistory();
		const [callerAnswers, receptionRings] = callOf(answered)
			.slice(2)
			.map((notification) => history.observe(notification, callStartsAt));
		const events = chosenEvents(
			[...(receptionRings ?? []), ...(callerAnswers ?? [])],
			criteriaOf({ triggerOn: ['anyChange'] }),
			'400101',
		);

		expect(events.map(({ event, party }) => `${event} ${party.id.slice(-2)}`)).toEqual([
			'ringing -2',
			'anyChange -1',
		]);
	});

	it('are not reported as a change a second time', () => {
		expect(chosen(incoming, { triggerOn: ['anyChange', 'ringing'] })).toHaveLength(7);
	});
});

describe('scope', () => {
	it('keeps the events of the chosen extensions', () => {
		expect(chosen(incoming, ofExtension('400101', ['ringing', 'answered']))).toEqual([
			'ringing -2',
			'answered -2',
		]);
		expect(chosen(incoming, ofExtension('400102', ['ringing', 'answered', 'callEnded']))).toEqual(
			[],
		);
	});

	it('knows the signed-in user', () => {
		expect(chosen(incoming, ofExtension('~', ['ringing']))).toEqual(['ringing -2']);
		expect(chosen([['sales', 'Proceeding']], ofExtension('~', ['ringing']))).toEqual([]);
	});

	it('adds the events of outside parties in the calls of the extensions', () => {
		const parked: CallChange[] = [...incoming.slice(0, 5), ['caller', 'Parked']];

		expect(chosen(parked, ofExtension('400101', ['parked']))).toEqual(['parked -1']);
		expect(chosen(incoming, ofExtension('400101', ['partyLeft', 'callEnded']))).toEqual([
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -2',
		]);
	});

	it("leaves out a colleague's events, also in the calls of the extension", () => {
		const withColleague: CallChange[] = [
			...incoming.slice(0, 5),
			['reception', 'Disconnected', { reason: 'BlindTransfer' }],
			['sales', 'Proceeding'],
			['sales', 'Answered'],
			['sales', 'Parked'],
			['sales', 'Disconnected'],
		];
		const triggerOn: Criteria['triggerOn'] = ['ringing', 'answered', 'parked', 'partyLeft'];

		expect(chosen(withColleague, ofExtension('400101', triggerOn))).toEqual([
			'ringing -2',
			'answered -2',
			'partyLeft -2',
		]);
	});

	it('keeps the end of a call for all extensions that were in it', () => {
		const internal: CallChange[] = [
			['receptionCalling', 'Setup'],
			['sales', 'Proceeding'],
			['receptionCalling', 'Disconnected'],
			['sales', 'Disconnected'],
		];

		expect(chosen(internal, ofExtension('400101', ['callEnded']))).toEqual(['callEnded -3']);
	});
});

describe('filters', () => {
	it('leave out outgoing calls that ring and are answered, unless asked for', () => {
		const triggerOn: Criteria['triggerOn'] = ['ringing', 'answered'];

		expect(chosen(outgoing, { triggerOn })).toEqual([]);
		expect(chosen(outgoing, { triggerOn, filters: { direction: 'Outbound' } })).toEqual([
			'ringing -1',
			'answered -1',
		]);
		expect(chosen(incoming, { triggerOn, filters: { direction: 'Outbound' } })).toEqual([]);
	});

	it('still keep changes of outgoing calls', () => {
		expect(chosen(outgoing, { triggerOn: ['anyChange'] })).toEqual([
			'anyChange -1',
			'anyChange -1',
			'anyChange -2',
			'anyChange -2',
			'anyChange -1',
		]);
	});

	it('compare the phone number with all numbers of the call', () => {
		const triggerOn: Criteria['triggerOn'] = ['ringing'];

		expect(chosen(incoming, { triggerOn, filters: { phoneNumber: '+14155550199' } })).toHaveLength(
			1,
		);
		expect(chosen(incoming, { triggerOn, filters: { phoneNumber: '+14155550177' } })).toEqual([]);
	});

	it('keep calls through a queue', () => {
		const agent: CallChange = ['sales', 'Proceeding', { queueCall: true, to: queue }];

		expect(chosen([...incoming, agent], { filters: { queueCallsOnly: true } })).toEqual([
			'ringing -3',
		]);
	});

	it('keep calls that were recorded', () => {
		const recorded: CallChange = ['reception', 'Hold', { recordings: [{ id: '1', active: true }] }];
		const wanted: Partial<Criteria> = {
			triggerOn: ['callEnded'],
			filters: { withRecordingsOnly: true },
		};

		expect(chosen(incoming, wanted)).toEqual([]);
		expect(chosen([...incoming.slice(0, 5), recorded, ...incoming.slice(5)], wanted)).toEqual([
			'callEnded -2',
		]);
	});

	it('keep missed calls', () => {
		const missed = incoming.filter(([, status]) => status !== 'Answered');
		const wanted: Partial<Criteria> = {
			triggerOn: ['ringing', 'missed', 'callEnded'],
			filters: { missedCallsOnly: true },
		};

		expect(chosen(missed, wanted)).toEqual(['missed -2', 'callEnded -2']);
		expect(chosen(incoming, wanted)).toEqual([]);
	});
});

describe('once per call', () => {
	const secondPhone: CallChange = ['sales', 'Proceeding'];
	const thirdPhone: CallChange = ['support', 'Proceeding'];
	const ringing = incoming.slice(0, 4);
	const answered = incoming.slice(0, 5);

	it('is how ringing counts at first: only the first phone of a call starts the workflow', () => {
		expect(started([...ringing, secondPhone, thirdPhone], {})).toEqual(['ringing -2']);
	});

	it('is switched off by the option for each ringing phone', () => {
		expect(started([...ringing, secondPhone, thirdPhone], { countsEachPhone: true })).toEqual([
			'ringing -2',
			'ringing -3',
			'ringing -4',
		]);
	});

	it('begins anew when a person has answered, for the next ringing phone', () => {
		const handedOn: CallChange[] = [
			...answered,
			['reception', 'Disconnected', { reason: 'BlindTransfer' }],
			secondPhone,
			thirdPhone,
		];

		expect(started(handedOn, {})).toEqual(['ringing -2', 'ringing -3']);
	});

	it('does not begin anew when only call handling has answered', () => {
		const throughMenu: CallChange[] = [
			['caller', 'Setup'],
			secondPhone,
			['reception', 'Setup'],
			['reception', 'Answered'],
			thirdPhone,
		];

		expect(started(throughMenu, { triggerOn: ['ringing', 'answered'] })).toEqual([
			'ringing -3',
			'answered -2',
		]);
	});

	it('does not begin anew for a phone that was tried in vain', () => {
		const goesOn: CallChange[] = [
			...ringing,
			['reception', 'Disconnected', { reason: 'NoAnswer' }],
			secondPhone,
		];

		expect(started(goesOn, {})).toEqual(['ringing -2']);
	});

	it('is about each call', () => {
		const history = new CallHistory();
		const criteria = criteriaOf();
		const keys = ['1', '2'].flatMap((call) =>
			callOf(ringing, { call })
				.flatMap((notification) => history.observe(notification, callStartsAt))
				.filter(({ event }) => event === 'ringing')
				.map((event) => keyFor(event, criteria)),
		);

		expect(new Set(keys).size).toBe(2);
	});

	it('is about ringing only', () => {
		const twoAnswer: CallChange[] = [
			...answered,
			['sales', 'Setup'],
			secondPhone,
			['sales', 'Answered'],
		];

		expect(started(twoAnswer, { triggerOn: ['ringing', 'answered'] })).toEqual([
			'ringing -2',
			'answered -2',
			'ringing -3',
			'answered -3',
		]);
	});

	it.each<[Criteria['triggerOn']]>([[['anyChange']], [['anyChange', 'ringing']]])(
		'does not drop the changes of %j',
		(triggerOn) => {
			expect(started([...ringing, secondPhone, thirdPhone], { triggerOn })).toEqual([
				'anyChange -1',
				'anyChange -2',
				'anyChange -1',
				'ringing -2',
				'ringing -3',
				'ringing -4',
			]);
		},
	);
});

describe('an extension is followed', () => {
	it.each([
		['by the whole account', '400102', criteriaOf(), true],
		['by those who chose it', '400102', criteriaOfExtensions(['400101', '400102']), true],
		['by nobody else', '400103', criteriaOfExtensions(['400101', '~']), false],
		['as the signed-in user', '400101', criteriaOfExtensions(['~']), true],
		['by the whole account where it is unknown', undefined, criteriaOf(), true],
		['not where it is unknown', undefined, criteriaOfExtensions(['~']), false],
	])('%s', (_, extensionId, criteria, expected) => {
		expect(isFollowed(extensionId, criteria, '400101')).toBe(expected);
	});

	it('not as the signed-in user while that user is unknown', () => {
		expect(isFollowed('400101', criteriaOfExtensions(['~']), undefined)).toBe(false);
		expect(isFollowed(undefined, criteriaOfExtensions(['~']), undefined)).toBe(false);
	});
});
