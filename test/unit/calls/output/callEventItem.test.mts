import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import type { CallEvent } from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { partiesOf } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { simplifiedHappening } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedHappening.ts';
import { callOf, callStartsAt, type CallChange } from '../../../fixtures/callChanges.mts';

const ringing: CallChange[] = [
	['caller', 'Setup'],
	['reception', 'Setup'],
	['reception', 'Proceeding'],
];

/** The item of an event. */
function item(event: CallEvent['event'], changes: readonly CallChange[]) {
	const history = new CallHistory();
	const event = callOf(changes)
		.flatMap((notification) => history.observe(notification, callStartsAt))
		.concat(history.due(callStartsAt + 60_000))
		.find((one) => one.event === event);
	if (event === undefined) throw new Error(`There is no ${event}`);
	return simplifiedHappening(event);
}

describe('simplifiedHappening', () => {
	it('gives the fields of an event, and which call it belongs to', () => {
		expect(item('ringing', ringing)).toEqual({
			event: 'ringing',
			telephonySessionId: 's-1',
			partyId: 'p-1-2',
			sessionId: '4291801016',
			direction: 'Inbound',
			status: 'Proceeding',
			statusReason: null,
			fromNumber: '+14155550199',
			fromName: null,
			toNumber: '+14155550101',
			toName: 'Reception',
			extensionId: '400101',
			queueCall: false,
			missedCall: false,
			muted: false,
			recordings: [],
			parkId: null,
			sequence: 4,
			eventTime: '2026-11-02T09:00:02.000Z',
			uuid: '1-4',
			subscriptionId: '95fecfc9-9cdc-4e94-a78a-89fd65889d37',
			callId: 's-1',
			caughtUp: false,
		});
	});

	it('tells who answered', () => {
		expect(item('answered', [...ringing, ['reception', 'Answered']])).toMatchObject({
			answeredBy: 'person',
		});
	});

	it('tells why a call was missed', () => {
		expect(item('missed', [...ringing, ['reception', 'Voicemail']])).toMatchObject({
			missReason: 'rangOut',
		});
	});

	it('tells who transferred a call to whom', () => {
		const transfer: CallChange[] = [
			...ringing,
			['reception', 'Disconnected', { reason: 'BlindTransfer' }],
		];
		const transferredFrom = {
			extensionId: '400101',
			name: 'Reception',
			phoneNumber: '+14155550101',
		};

		expect(item('transferred', transfer)).toMatchObject({ transferredFrom, transferredTo: null });
		const to = { phoneNumber: '+14155550166' };
		expect(
			item('transferred', [...transfer, ['sales', 'Setup', { extensionId: undefined, to }]]),
		).toMatchObject({
			transferredFrom,
			transferredTo: { extensionId: null, name: null, phoneNumber: '+14155550166' },
		});
	});

	it('sums up a call that has ended', () => {
		expect(
			item('callEnded', [...ringing, ['reception', 'Disconnected'], ['caller', 'Disconnected']]),
		).toMatchObject({
			outcome: 'missed',
			startTime: '2026-11-02T09:00:00.000Z',
			endTime: '2026-11-02T09:00:04.000Z',
			ringSeconds: 1,
			talkSeconds: 0,
			holdSeconds: 0,
			parties: [{ partyId: 'p-1-1' }, { partyId: 'p-1-2', status: 'Disconnected' }],
		});
	});

	it('says what was found by asking, of which nobody knows the time and the number', () => {
		const history = new CallHistory();
		const parties = callOf(ringing)
			.slice(-1)
			.flatMap((notification) => partiesOf(notification))
			.map((party) => ({ telephonySessionId: 's-1', party }));
		const [event] = history.reconcile(
			{ parties, askedAt: callStartsAt, listedExtensionIds: new Set() },
			callStartsAt,
		);

		expect(event && simplifiedHappening(event)).toMatchObject({
			event: 'ringing',
			caughtUp: true,
			eventTime: null,
			sequence: null,
			uuid: null,
			subscriptionId: null,
		});
	});
});
