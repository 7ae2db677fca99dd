import { notificationOf } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { presenceItem } from '../../../../nodes/RingCentralCallControl/calls/output/presenceItem.ts';

describe('the item of a change of presence', () => {
	const ringing = {
		id: 'j4d3cdrpsor53mefq01c',
		direction: 'Inbound',
		from: '+14155550199',
		to: '+14155550101',
		telephonyStatus: 'Ringing',
		sessionId: '429180487016',
		startTime: '2026-11-02T09:00:00.000Z',
		partyId: 'p-1-2',
		telephonySessionId: 's-1',
	};

	function presence(activeCalls: unknown[]) {
		const notification = notificationOf({
			uuid: '2',
			event: '/restapi/v1.0/account/37439510/extension/400101/presence?detailedTelephonyState=true',
			timestamp: '2026-11-02T09:00:00.040Z',
			subscriptionId: '95fecfc9',
			body: {
				extensionId: 400101,
				telephonyStatus: 'Ringing',
				activeCalls,
				sequence: 10,
				presenceStatus: 'Available',
				userStatus: 'Available',
				dndStatus: 'TakeAllCalls',
				meetingStatus: 'Disconnected',
			},
		});
		if (notification === undefined) throw new Error('This is no notification');
		return presenceItem(notification);
	}

	it('has the important fields first, IDs last', () => {
		expect(Object.keys(presence([]))).toEqual([
			'event',
			'telephonyStatus',
			'presenceStatus',
			'userStatus',
			'dndStatus',
			'meetingStatus',
			'activeCalls',
			'eventTime',
			'telephonySessionId',
			'partyId',
			'extensionId',
			'sequence',
			'uuid',
			'subscriptionId',
		]);
	});

	it('has null for unknown values', () => {
		const empty = presenceItem({ event: 'presence', subscriptionId: '', body: {} });

		expect(empty).toMatchObject({ event: 'presenceChanged', activeCalls: [] });
		expect(
			Object.entries(empty)
				.filter(([, value]) => value !== null)
				.map(([name]) => name),
		).toEqual(['event', 'activeCalls']);
	});

	it('names the call when there is exactly one', () => {
		expect(presence([ringing])).toEqual({
			event: 'presenceChanged',
			telephonySessionId: 's-1',
			partyId: 'p-1-2',
			extensionId: '400101',
			telephonyStatus: 'Ringing',
			presenceStatus: 'Available',
			userStatus: 'Available',
			dndStatus: 'TakeAllCalls',
			meetingStatus: 'Disconnected',
			activeCalls: [
				{
					telephonySessionId: 's-1',
					partyId: 'p-1-2',
					sessionId: '429180487016',
					direction: 'Inbound',
					status: 'Proceeding',
					fromNumber: '+14155550199',
					fromName: null,
					toNumber: '+14155550101',
					toName: null,
					queueCall: false,
					startTime: '2026-11-02T09:00:00.000Z',
				},
			],
			sequence: 10,
			eventTime: '2026-11-02T09:00:00.040Z',
			uuid: '2',
			subscriptionId: '95fecfc9',
		});
	});

	it('names no call when there are several, or when the only call is over', () => {
		const second = { ...ringing, telephonySessionId: 's-2', partyId: 'p-2-2' };

		expect(presence([ringing, second]).telephonySessionId).toBeNull();
		expect(presence([{ ...ringing, telephonyStatus: 'NoCall' }]).telephonySessionId).toBeNull();
		expect(presence([]).telephonySessionId).toBeNull();
	});
});
