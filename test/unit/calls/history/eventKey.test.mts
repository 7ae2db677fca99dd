import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { presenceKeyOf } from '../../../../nodes/RingCentralCallControl/calls/history/eventKey.ts';
import type { Notification } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { answered, begun, callOf, type CallChange } from '../../../fixtures/callChanges.mts';
import { eventsOf, observe } from '../../../fixtures/observedCalls.mts';

describe('the key of an event of a call', () => {
	it('is its party for an event once per party, and its call for an event once per call', () => {
		const call = callOf([
			['reception', 'Setup'],
			['reception', 'Proceeding'],
			['reception', 'Answered'],
			['reception', 'Hold'],
			['reception', 'Answered'],
			['reception', 'Disconnected'],
		]);
		const keys = observe(new CallHistory(), call)
			.filter(({ event }) => event !== 'anyChange')
			.map(({ key }) => key);

		expect(keys).toEqual([
			'ringing:p-1-2',
			'answered:p-1-2',
			'held:5:p-1-2',
			'resumed:6:p-1-2',
			'partyLeft:p-1-2',
			'callEnded:s-1',
		]);
	});

	it.each<[string, CallChange[]]>([
		['missed:p-1-2', [...begun, ['reception', 'Disconnected', { reason: 'NoAnswer' }]]],
		['voicemail:p-1-2', [...begun, ['reception', 'VoiceMail']]],
		['fax:p-1-2', [...begun, ['reception', 'FaxReceive']]],
		['muted:7:p-1-2', [...answered, ['reception', 'Answered', { muted: true }]]],
		[
			'recordingChanged:7:p-1-2',
			[...answered, ['reception', 'Answered', { recordings: [{ id: '1', active: true }] }]],
		],
		['parked:7:p-1-1', [...answered, ['caller', 'Parked']]],
		[
			'pickedUp:p-1-3',
			[...answered, ['caller', 'Parked'], ['sales', 'Answered', { reason: 'Pickup' }]],
		],
		[
			'transferred:7:p-1-2',
			[...answered, ['reception', 'Disconnected', { reason: 'BlindTransfer' }], ['sales', 'Setup']],
		],
		['anyChange:2:p-1-1', [['caller', 'Setup']]],
	])('is %s', (key, changes) => {
		expect(eventsOf(changes).map((event) => event.key)).toContain(key);
	});
});

/** A change of an extension's presence, as one of several subscriptions gets it. */
function presence(changes: Partial<Notification> = {}, body: object = {}): Notification {
	return {
		uuid: '61fa2f05-5679-4c57-a1d4-4b8fab2d8254',
		event: '/restapi/v1.0/account/1/extension/101/presence?detailedTelephonyState=true',
		timestamp: '2026-01-01T12:00:00.000Z',
		subscriptionId: 'subscription',
		body: { extensionId: 101, sequence: 107945, telephonyStatus: 'Ringing', ...body },
		...changes,
	};
}

describe('the key of a change of presence', () => {
	it('is the same in each process', () => {
		const elsewhere = presence({
			uuid: 'another',
			subscriptionId: 'another',
			timestamp: '2026-01-01T12:00:01.000Z',
		});

		expect(presenceKeyOf(elsewhere)).toBe(presenceKeyOf(presence()));
	});

	it('is different for the next change, and for another extension', () => {
		const keys = [
			presence(),
			presence({}, { sequence: 107946 }),
			presence({}, { extensionId: 102 }),
			// RingCentral may restart its sequences.
			presence({ timestamp: '2026-02-01T12:00:00.000Z' }),
		].map(presenceKeyOf);

		expect(new Set(keys).size).toBe(4);
	});

	it('has its sequence also where RingCentral sends no time', () => {
		const timeless = (sequence: number) =>
			presenceKeyOf(presence({ timestamp: undefined }, { sequence }));

		expect(timeless(1)).toBe(timeless(1));
		expect(timeless(1)).not.toBe(timeless(2));
	});

	it('is the notification where RingCentral sends no sequence', () => {
		const numberless = { sequence: undefined };

		expect(presenceKeyOf(presence({}, numberless))).not.toBe(
			presenceKeyOf(presence({ uuid: 'another' }, numberless)),
		);
	});
});
