import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import {
	chosenEvents,
	type StreamWish,
} from '../../../../nodes/RingCentralCallControl/calls/choice/chosenEvents.ts';
import { callOf, callStartsAt, type CallChange } from '../../../fixtures/callChanges.mts';

const queue = { phoneNumber: '+14155550101', extensionId: '400100' };

const incoming: CallChange[] = [
	['caller', 'Setup'],
	['reception', 'Setup'],
	['caller', 'Answered'],
	['reception', 'Proceeding'],
	['reception', 'Answered'],
	['reception', 'Disconnected'],
	['caller', 'Disconnected'],
];

const outgoing: CallChange[] = [
	['receptionCalling', 'Setup'],
	['receptionCalling', 'Proceeding'],
	['callee', 'Proceeding'],
	['callee', 'Answered'],
	['receptionCalling', 'Answered'],
];

/** Everything that a trigger gets of a call: "event -party". */
function chosen(changes: readonly CallChange[], wish: Partial<StreamWish>): string[] {
	const history = new CallHistory();
	return callOf(changes)
		.flatMap((notification) =>
			chosenEvents(
				history.observe(notification, callStartsAt),
				{
					scope: 'account',
					extensionIds: [],
					triggerOn: ['ringing'],
					filters: {},
					hasSipData: false,
					...wish,
				},
				'400101',
			),
		)
		.map(({ event, party }) => `${event} ${party.id.slice(-2)}`);
}

function ofExtension(id: string, triggerOn: StreamWish['triggerOn']): Partial<StreamWish> {
	return { scope: 'extension', extensionIds: [id], triggerOn };
}

describe('events', () => {
	it('are those that the trigger asks for', () => {
		expect(chosen(incoming, { triggerOn: ['ringing', 'partyLeft'] })).toEqual([
			'ringing -2',
			'partyLeft -2',
			'partyLeft -1',
		]);
	});

	it('of one notification come the most telling first, and the end of the call last', () => {
		expect(chosen(incoming, { triggerOn: ['callEnded', 'partyLeft'] }).slice(-2)).toEqual([
			'partyLeft -1',
			'callEnded -1',
		]);
	});

	it('of a change are called by the most telling one', () => {
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

	it('are not told as a change a second time', () => {
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

	it('adds what people outside tell of the calls of the extensions', () => {
		const parked: CallChange[] = [...incoming.slice(0, 5), ['caller', 'Parked']];

		expect(chosen(parked, ofExtension('400101', ['parked']))).toEqual(['parked -1']);
		expect(chosen(incoming, ofExtension('400101', ['partyLeft', 'callEnded']))).toEqual([
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -1',
		]);
	});

	it('tells the end of a call to everybody who was in it', () => {
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
		const triggerOn: StreamWish['triggerOn'] = ['ringing', 'answered'];

		expect(chosen(outgoing, { triggerOn })).toEqual([]);
		expect(chosen(outgoing, { triggerOn, filters: { direction: 'Outbound' } })).toEqual([
			'ringing -1',
			'answered -1',
		]);
		expect(chosen(incoming, { triggerOn, filters: { direction: 'Outbound' } })).toEqual([]);
	});

	it('still tell changes of outgoing calls', () => {
		expect(chosen(outgoing, { triggerOn: ['anyChange'] })).toEqual([
			'anyChange -1',
			'anyChange -1',
			'anyChange -2',
			'anyChange -2',
			'anyChange -1',
		]);
	});

	it('compare the phone number with all numbers of the call', () => {
		const triggerOn: StreamWish['triggerOn'] = ['ringing'];

		expect(chosen(incoming, { triggerOn, filters: { phoneNumber: '+14155550199' } })).toHaveLength(
			1,
		);
		expect(chosen(incoming, { triggerOn, filters: { phoneNumber: '+14155550177' } })).toEqual([]);
	});

	it('keep calls through a queue', () => {
		const agent: CallChange = ['sales', 'Proceeding', { queueCall: true, to: queue }];

		expect(chosen([...incoming, agent], { filters: { isQueueCall: true } })).toEqual([
			'ringing -3',
		]);
	});

	it('keep calls that were recorded', () => {
		const recorded: CallChange = ['reception', 'Hold', { recordings: [{ id: '1', active: true }] }];
		const wish: Partial<StreamWish> = { triggerOn: ['callEnded'], filters: { isRecorded: true } };

		expect(chosen(incoming, wish)).toEqual([]);
		expect(chosen([...incoming.slice(0, 5), recorded, ...incoming.slice(5)], wish)).toEqual([
			'callEnded -1',
		]);
	});

	it('keep missed calls', () => {
		const missed = incoming.filter(([, status]) => status !== 'Answered');
		const wish: Partial<StreamWish> = {
			triggerOn: ['ringing', 'missed', 'callEnded'],
			filters: { isMissed: true },
		};

		expect(chosen(missed, wish)).toEqual(['missed -2', 'callEnded -1']);
		expect(chosen(incoming, wish)).toEqual([]);
	});
});
