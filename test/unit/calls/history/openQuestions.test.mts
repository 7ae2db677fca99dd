import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import {
	answered,
	begun,
	callOf,
	callStartsAt,
	type CallChange,
} from '../../../fixtures/callChanges.mts';
import { eventsOf, namesOf, observe, only } from '../../../fixtures/observedCalls.mts';

function parked(telephonySessionId: string): CallChange[] {
	const peerId = { telephonySessionId, sessionId: '7', partyId: 'p-2-1' };
	return [
		...answered,
		['reception', 'Disconnected', { reason: 'CallPark' }],
		['caller', 'Parked'],
		['caller', 'Gone', { reason: 'Pickup', peerId }],
	];
}

describe('the open events of a notification', () => {
	/** Those of the last change, at once and after its second is over. */
	function openAfter(changes: readonly CallChange[]) {
		const history = new CallHistory();
		const call = callOf(changes);
		const last = call.at(-1);
		if (last === undefined) throw new Error('There is no notification');
		observe(history, call);
		const atOnce = history.openEventsOf(last);
		history.due(callStartsAt + 1_000);
		history.takeUnconfirmedEnds();
		history.conclude('s-1', false, callStartsAt + 1_000);
		return [atOnce, history.openEventsOf(last)];
	}

	it.each<[string, string[], CallChange[]]>([
		[
			'the missed call of a phone that stops to ring, and the end of the call',
			['missed', 'callEnded'],
			[...begun, ['reception', 'Disconnected']],
		],
		[
			'the transfer of a call that is handed on, and the end of the call',
			['transferred', 'callEnded'],
			[...answered, ['reception', 'Disconnected', { reason: 'BlindTransfer' }]],
		],
		['the pick-up of a parked call', ['pickedUp'], parked('s-2')],
		['none while a phone rings', [], begun],
		[
			'those of the last party that leaves only',
			['missed'],
			[
				...begun,
				['sales', 'Proceeding'],
				['support', 'Proceeding'],
				['reception', 'Disconnected'],
				['sales', 'Disconnected'],
			],
		],
	])('are %s', (_, names, changes) => {
		expect(openAfter(changes)).toEqual([names, []]);
	});

	it('are no transfer any more, when the other one of two joined calls has shown it', () => {
		const joinedWith = (telephonySessionId: string, partyId: string) => ({
			reason: 'AttendedTransfer',
			peerId: { telephonySessionId, sessionId: '7', partyId },
		});
		const first = callOf([...answered, ['reception', 'Gone', joinedWith('s-2', 'p-2-1')]]);
		const second = callOf(
			[
				['receptionCalling', 'Setup'],
				['sales', 'Proceeding'],
				['receptionCalling', 'Gone', joinedWith('s-1', 'p-1-2')],
			],
			{ call: '2', startsAt: callStartsAt + 10_000 },
		);
		const history = new CallHistory();
		observe(history, [...first.slice(0, -1), ...second]);
		const openFor = () => second.flatMap((notification) => history.openEventsOf(notification));

		expect(openFor()).toContain('transferred');
		observe(history, first.slice(-1));
		expect(openFor()).not.toContain('transferred');
	});

	it('are none for a call that was not seen', () => {
		const [unseen] = callOf(begun);
		if (unseen === undefined) throw new Error('There is no notification');

		expect(new CallHistory().openEventsOf(unseen)).toEqual([]);
		expect(new CallHistory().openEventsOf({ ...unseen, body: {} })).toEqual([]);
	});
});

describe('an open event', () => {
	it('comes once, though several of a call are open', () => {
		const events = eventsOf([
			...begun,
			['sales', 'Proceeding'],
			['reception', 'Disconnected'],
			['sales', 'Disconnected'],
			['support', 'Setup'],
			['support', 'Disconnected'],
			['caller', 'Disconnected'],
		]);

		expect(namesOf(events).filter((name) => name.startsWith('missed'))).toEqual([
			'missed p-1-2',
			'missed p-1-3',
		]);
	});

	it('is decided by its own second, one after the other', () => {
		const history = new CallHistory();
		const changes: CallChange[] = [
			...begun,
			['sales', 'Proceeding'],
			['support', 'Proceeding'],
			['reception', 'Disconnected'],
		];
		observe(history, callOf(changes), callStartsAt);
		const next = callOf([['sales', 'Disconnected']], { firstSequence: 9 });
		observe(history, next, callStartsAt + 400);

		expect(history.nextDue).toBe(callStartsAt + 1_000);
		expect(namesOf(history.due(callStartsAt + 1_000))).toEqual(['missed p-1-2']);
		expect(history.nextDue).toBe(callStartsAt + 1_400);
		expect(namesOf(history.due(callStartsAt + 1_400))).toEqual(['missed p-1-3']);
		expect(history.nextDue).toBeUndefined();
	});

	it('is decided by a change, though the second of an earlier one is over', () => {
		const history = new CallHistory();
		const changes: CallChange[] = [
			...begun,
			['sales', 'Proceeding'],
			['support', 'Proceeding'],
			['reception', 'Disconnected'],
		];
		observe(history, callOf(changes), callStartsAt);
		const next = callOf([['sales', 'Disconnected']], { firstSequence: 9 });
		observe(history, next, callStartsAt + 400);
		history.due(callStartsAt + 1_000);
		const end = callOf([['caller', 'Disconnected']], { firstSequence: 10 });
		const { details, party } = only('missed', observe(history, end, callStartsAt + 1_200));

		expect([party.id, details.missReason]).toEqual(['p-1-3', 'callerGaveUp']);
	});

	it('belongs to the parked call, when its own call turns out to be the pick-up of that one', () => {
		const history = new CallHistory();
		const pickUp: CallChange[] = [
			['salesCalling', 'Setup'],
			['support', 'Proceeding'],
			['reception', 'Proceeding'],
			['salesCalling', 'Answered'],
			['support', 'Disconnected'],
		];
		const first = callOf(parked('s-2'));
		const second = callOf(pickUp, { call: '2', startsAt: callStartsAt + 10_000 });
		observe(history, [...first.slice(0, -1), ...second, ...first.slice(-1)]);
		const { call, details, party } = only('missed', history.due(callStartsAt + 1_000));

		expect(call.callId).toBe('s-1');
		expect([party.id, details.missReason]).toEqual(['p-2-4', 'unknown']);
	});
});
