import fc from 'fast-check';

import {
	callDirectionOf,
	hasLeft,
	kindOf,
	notificationOf,
	partiesOf,
	partyOf,
	sequenceOf,
	type Party,
} from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import {
	simplifiedCallEvent,
	simplifiedPresence,
} from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedEvent.ts';
import {
	callerParty,
	receptionParty,
	sessionNotification,
} from '../../../fixtures/notifications.mts';

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

	it('never throws, whatever arrives', () => {
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
					simplifiedPresence(notification),
					...partiesOf(notification).map((party) =>
						simplifiedCallEvent('anyChange', notification, party),
					),
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

describe('partyOf', () => {
	it('needs an id and a status', () => {
		expect(partyOf({ status: { code: 'Answered' } })).toBeUndefined();
		expect(partyOf({ id: 'p-1-1' })).toBeUndefined();
		expect(partyOf({ id: 'p-1-1', status: { code: 'Answered' } })).toMatchObject({
			id: 'p-1-1',
			status: 'Answered',
		});
	});

	it('takes the extension from the owner, where older answers have it', () => {
		const party = { id: 'p-1-1', status: { code: 'Answered' }, owner: { extensionId: 400101 } };

		expect(partyOf(party)?.extensionId).toBe('400101');
	});
});

describe('the party of another call', () => {
	it.each([
		[
			'a notification',
			{ telephonySessionId: 's-2', sessionId: '692172502016', partyId: 'p-2-1' },
			{ telephonySessionId: 's-2', partyId: 'p-2-1' },
		],
		[
			'a party that was asked for',
			{ sessionId: 's-2', partyId: 'p-2-1' },
			{ telephonySessionId: 's-2', partyId: 'p-2-1' },
		],
		['only its older number', { sessionId: '0', partyId: 'p-2-1' }, { partyId: 'p-2-1' }],
		['nobody', { sessionId: '0' }, undefined],
	])('is read from %s', (_, peerId, peer) => {
		const party = receptionParty({ status: { code: 'Gone', peerId } });

		expect(partyOf(party)?.peer).toEqual(peer);
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

describe('callDirectionOf', () => {
	it.each([
		['an outside caller', callerParty({ direction: 'Outbound' }), 'Inbound'],
		['an outside callee', callerParty({ direction: 'Inbound' }), 'Outbound'],
		['an extension that is called', receptionParty({ direction: 'Inbound' }), 'Inbound'],
		['an extension that calls', receptionParty({ direction: 'Outbound' }), 'Outbound'],
		['an extension of unknown direction', receptionParty({ direction: undefined }), undefined],
		['an outside party of unknown direction', callerParty({ direction: 'Up' }), undefined],
	])('of %s', (_, value, direction) => {
		const party = partyOf(value);
		expect(party && callDirectionOf(party)).toBe(direction);
		expect(party).toBeDefined();
	});
});

describe('hasLeft', () => {
	it.each(['Disconnected', 'Gone', 'disconnected', 'GONE'])('counts %s as left', (code) => {
		expect(hasLeft(partyWith({ status: { code } }))).toBe(true);
	});

	it.each(['Proceeding', 'Answered', 'Hold', 'Parked', 'Voicemail', 'Somersault'])(
		'counts %s as still there',
		(code) => {
			expect(hasLeft(partyWith({ status: { code } }))).toBe(false);
		},
	);

	it('counts whoever takes part in a conference as still there', () => {
		const inConference = { conferenceRole: 'Participant' };

		expect(hasLeft(partyWith({ ...inConference, status: { code: 'Gone' } }))).toBe(false);
		expect(hasLeft(partyWith({ ...inConference, status: { code: 'Disconnected' } }))).toBe(true);
	});

	function partyWith(changes: Record<string, unknown>): Party {
		const party = partyOf(receptionParty(changes));
		if (party === undefined) throw new Error('This is no party');
		return party;
	}
});
