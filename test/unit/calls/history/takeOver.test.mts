import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { partiesOf } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { callOf, callStartsAt, type CallChange } from '../../../fixtures/callChanges.mts';
import { namesOf } from '../../../fixtures/observedCalls.mts';

/** The events of changes that arrive so many milliseconds after this state was taken over. */
function namesAfter(live: string, changes: readonly CallChange[], milliseconds: number): string[] {
	const history = new CallHistory();
	const parties = callOf([['reception', live]]).flatMap((notification) =>
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
