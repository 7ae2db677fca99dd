import fc from 'fast-check';

import {
	isFromBefore,
	kindOf,
	notificationOf,
	partiesOf,
	sequenceOf,
} from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { simplifiedParty } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedParty.ts';
import { presenceItem } from '../../../../nodes/RingCentralCallControl/calls/output/presenceItem.ts';
import { receptionParty, sessionNotification } from '../../../fixtures/notifications.mts';

describe('notificationOf', () => {
	it('reads the envelope', () => {
		const sent = sessionNotification([receptionParty()], { uuid: '4654793329359724763' });

		expect(notificationOf(sent)).toEqual({
			uuid: '4654793329359724763',
			event: '/restapi/v1.0/account/37439510/extension/400101/telephony/sessions',
			subscriptionId: '95fecfc9-9cdc-4e94-a78a-89fd65889d37',
			ownerId: '400101',
			timestamp: '2026-11-02T09:00:00.040Z',
			body: sent.body,
		});
	});

	it.each([
		['nothing', undefined],
		['null', null],
		['a text', 'notification'],
		['a list', [sessionNotification([])]],
		['no event', { subscriptionId: '1' }],
		['no subscription', { event: '/restapi/v1.0/account/1/telephony/sessions' }],
		['a subscription that is no text', { event: '/x', subscriptionId: {} }],
	])('finds none in %s', (_, delivery) => {
		expect(notificationOf(delivery)).toBeUndefined();
	});

	it('never throws, for any input', () => {
		const almost = fc.record({
			uuid: fc.anything(),
			event: fc.constantFrom(
				'/restapi/v1.0/account/1/telephony/sessions',
				'/restapi/v1.0/account/1/extension/2/presence?detailedTelephonyState=true',
			),
			subscriptionId: fc.string({ minLength: 1 }),
			body: fc.oneof(
				fc.anything(),
				fc.record({
					sequence: fc.anything(),
					telephonySessionId: fc.anything(),
					activeCalls: fc.oneof(fc.anything(), fc.array(fc.anything())),
					parties: fc.array(
						fc.record({
							id: fc.anything(),
							status: fc.oneof(fc.anything(), fc.record({ code: fc.anything() })),
							recordings: fc.array(fc.anything()),
							from: fc.anything(),
							to: fc.anything(),
							park: fc.anything(),
							direction: fc.constantFrom('Inbound', 'Outbound', undefined),
							queueCall: fc.constantFrom(true, false, undefined),
							ringOutRole: fc.anything(),
							uiCallInfo: fc.oneof(fc.anything(), fc.record({ primary: fc.anything() })),
							sipData: fc.anything(),
						}),
					),
				}),
			),
		});

		fc.assert(
			fc.property(fc.oneof(almost, fc.anything()), (delivery) => {
				const notification = notificationOf(delivery);
				if (notification === undefined) return;
				const items = [
					presenceItem(notification),
					...partiesOf(notification).map((party) => simplifiedParty('s-1', party)),
				];
				for (const item of items) expect(JSON.parse(JSON.stringify(item))).toEqual(item);
			}),
		);
	});
});

describe('kindOf', () => {
	it.each([
		['/restapi/v1.0/account/37439510/telephony/sessions', 'session'],
		['/restapi/v1.0/account/37439510/extension/400101/telephony/sessions', 'session'],
		['/restapi/v1.0/account/37439510/telephony/sessions?statusCode=Hold', 'session'],
		['/restapi/v1.0/account/37439510/extension/400101/presence', 'presence'],
		['/restapi/v1.0/account/37439510/presence?detailedTelephonyState=true', 'presence'],
		['/restapi/v1.0/subscription/~?threshold=259200&interval=43200', 'renewalReminder'],
		['/restapi/v1.0/subscription/95fecfc9?threshold=1', 'renewalReminder'],
		['/restapi/v1.0/account/37439510/extension/400101/message-store', undefined],
		['/restapi/v1.0/account/37439510/extension/400101/presence/line', undefined],
		['', undefined],
	])('%s is %s', (event, kind) => {
		expect(kindOf({ event, subscriptionId: '1', body: {} })).toBe(kind);
	});
});

describe('isFromBefore', () => {
	const sent = '2026-11-02T09:00:00.040Z';

	it.each([
		['a moment later', sent, Date.parse(sent) + 1, true],
		['the same moment', sent, Date.parse(sent), false],
		['a moment that is not known', sent, undefined, false],
		['a moment, without a time of its own', undefined, Date.parse(sent), false],
	])('compares a notification with %s', (_, timestamp, moment, expected) => {
		const notification = { event: '/x', subscriptionId: '1', timestamp, body: {} };

		expect(isFromBefore(notification, moment)).toBe(expected);
	});
});

describe('sequenceOf', () => {
	it.each([
		[2, 2],
		[0, undefined],
		[1.5, undefined],
		['2', undefined],
		[undefined, undefined],
	])('of %p is %p', (sequence, expected) => {
		expect(sequenceOf({ sequence })).toBe(expected);
	});
});
