import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { partiesOf } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { reversed } from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';
import { callOf, callStartsAt, type CallChange, type Who } from '../../../fixtures/callChanges.mts';
import { namesOf, observe, only } from '../../../fixtures/observedCalls.mts';

/** The events of changes that arrive so many milliseconds after this state was taken over. */
function namesAfter(
	live: string,
	changes: readonly CallChange[],
	milliseconds: number,
	who: Who = 'reception',
): string[] {
	const history = new CallHistory();
	const parties = callOf([[who, live]]).flatMap((notification) =>
		partiesOf(notification).map((party) => ({ telephonySessionId: 's-1', party })),
	);
	const request = { parties, requestedAt: callStartsAt, listedExtensionIds: new Set<string>() };
	history.takeOver(request, callStartsAt);
	return namesOf(
		callOf(changes, { firstSequence: 9 }).flatMap((notification) =>
			history.observe(notification, callStartsAt + milliseconds),
		),
	);
}

describe('a call that was taken over', () => {
	it('rings, though the notification of its beginning is still to come', () => {
		const ringing: CallChange[] = [
			['reception', 'Setup'],
			['reception', 'Proceeding'],
		];

		expect(namesAfter('Proceeding', ringing, 500)).toEqual(['ringing p-1-2']);
	});

	it('is answered, though that notification is still to come, but not for a caller inside the company', () => {
		const colleague = { to: { phoneNumber: '101', extensionId: '400101' } };

		expect(namesAfter('Answered', [['reception', 'Answered']], 500)).toEqual(['answered p-1-2']);
		for (const to of [{}, colleague]) {
			const change: CallChange = ['salesCallingInside', 'Answered', to];
			expect(namesAfter('Answered', [change], 500, 'salesCallingInside')).toEqual([]);
			const taken: CallChange[] = [
				change,
				['receptionInside', 'Proceeding'],
				['receptionInside', 'Answered'],
			];
			expect(namesAfter('Answered', taken, 500, 'salesCallingInside')).toEqual([
				'ringing p-1-2',
				'answered p-1-2',
				'answered p-1-1',
			]);
		}
	});

	it('is held, though that notification is still to come', () => {
		expect(namesAfter('Hold', [['reception', 'Hold']], 500)).toEqual(['held p-1-2']);
	});

	it('on hold is resumed, not answered, by a notification that follows at once', () => {
		expect(namesAfter('Hold', [['reception', 'Answered']], 500)).toEqual(['resumed p-1-2']);
	});

	it('has no second answer by a notification that was sent twice', () => {
		const twice: CallChange[] = [
			['reception', 'Answered'],
			['reception', 'Answered'],
		];

		expect(namesAfter('Answered', twice, 500)).toEqual(['answered p-1-2']);
	});

	it.each<[string, string, CallChange[]]>([
		['a hold', 'held p-1-2', [['reception', 'Hold']]],
		['a leave', 'partyLeft p-1-2', [['reception', 'Disconnected']]],
	])('has only %s as its event when that follows at once', (_, name, changes) => {
		expect(namesAfter('Answered', changes, 500)).toEqual([name]);
	});

	it.each(['Proceeding', 'Answered', 'Hold'])(
		'has no event by a notification of %s that comes later',
		(status) => {
			expect(namesAfter(status, [['reception', status]], 2_001)).toEqual([]);
		},
	);
});

it("is not answered because a RingOut's own phone is", () => {
	const history = new CallHistory();
	const call = callOf(
		[
			['initiator', 'Answered'],
			['target', 'Proceeding'],
			['initiator', 'Disconnected'],
			['target', 'Disconnected'],
		],
		{ origin: 'RingOut' },
	);
	const parties = call.slice(0, 1).flatMap((notification) =>
		partiesOf(notification).map((party) => ({
			telephonySessionId: 's-1',
			// As in a presence, which lacks the role.
			party: { ...reversed(party), isRingOutInitiator: false },
		})),
	);
	history.takeOver(
		{ parties, requestedAt: callStartsAt, listedExtensionIds: new Set() },
		callStartsAt,
	);
	observe(history, call.slice(1), callStartsAt + 5_000);
	history.due(callStartsAt + 10_000);
	history.takeUnconfirmedEnds();

	const events = history.conclude('s-1', true, callStartsAt + 10_000);
	expect(only('callEnded', events).details.summary.outcome).toBe('noAnswer');
});
