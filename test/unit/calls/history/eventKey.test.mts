import { presenceKeyOf } from '../../../../nodes/RingCentralCallControl/calls/history/eventKey.ts';
import type { Notification } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';

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
	it('is the same for each process that hears it', () => {
		const elsewhere = presence({ uuid: 'another', subscriptionId: 'another' });

		expect(presenceKeyOf(elsewhere)).toBe(presenceKeyOf(presence()));
	});

	it('is another one for the next change, and for another extension', () => {
		const keys = [
			presence(),
			presence({}, { sequence: 107946 }),
			presence({}, { extensionId: 102 }),
			// RingCentral may begin to count anew.
			presence({ timestamp: '2026-02-01T12:00:00.000Z' }),
		].map(presenceKeyOf);

		expect(new Set(keys).size).toBe(4);
	});

	it('goes by the notification where RingCentral gives no number', () => {
		const numberless = { sequence: undefined };

		expect(presenceKeyOf(presence({}, numberless))).not.toBe(
			presenceKeyOf(presence({ uuid: 'another' }, numberless)),
		);
	});
});
