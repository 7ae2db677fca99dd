import {
	notificationOf,
	partiesOf,
	type Notification,
} from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import {
	simplifiedCallEvent,
	simplifiedPresence,
} from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedEvent.ts';
import {
	callerParty,
	receptionParty,
	sessionNotification,
	telephonySessionId,
} from '../../../fixtures/notifications.mts';

function simplified(party: unknown) {
	const notification = checked(sessionNotification([party], { uuid: '1', sequence: 5 }));
	return partiesOf(notification).map((one) => simplifiedCallEvent('ringing', notification, one))[0];
}

function checked(value: unknown): Notification {
	const notification = notificationOf(value);
	if (notification === undefined) throw new Error('This is no notification');
	return notification;
}

describe('simplifiedCallEvent', () => {
	it('gives every field of a ringing phone', () => {
		expect(simplified(receptionParty())).toEqual({
			event: 'ringing',
			telephonySessionId,
			partyId: `${telephonySessionId.replace('s-', 'p-')}-2`,
			sessionId: '429180487016',
			direction: 'Inbound',
			status: 'Proceeding',
			statusReason: null,
			fromNumber: '+14155550199',
			fromName: 'WIRELESS CALLER',
			toNumber: '+14155550101',
			toName: 'Reception',
			extensionId: '400101',
			queueCall: false,
			missedCall: false,
			muted: false,
			recordings: [],
			parkId: null,
			sequence: 5,
			eventTime: '2026-11-02T09:00:00.000Z',
			uuid: '1',
			subscriptionId: '95fecfc9-9cdc-4e94-a78a-89fd65889d37',
		});
	});

	it('gives an outside caller’s leg the direction of the call', () => {
		expect(simplified(callerParty())).toMatchObject({ direction: 'Inbound', extensionId: null });
	});

	it('tells where a call is parked, why a party left and what is recorded', () => {
		const party = receptionParty({
			status: { code: 'Disconnected', reason: 'CallPark' },
			park: { id: '*801' },
			recordings: [{ id: '2051197353016', active: true, mode: 'OnDemand' }],
		});

		expect(simplified(party)).toMatchObject({
			statusReason: 'CallPark',
			parkId: '*801',
			recordings: [{ id: '2051197353016', active: true }],
		});
	});

	it('carries SIP data where RingCentral sends it', () => {
		const sipData = { callId: '555', toTag: '123', fromTag: '456' };

		expect(simplified(receptionParty({ sipData }))).toMatchObject({ sipData });
		expect(simplified(receptionParty())).not.toHaveProperty('sipData');
	});
});

describe('simplifiedPresence', () => {
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
		return simplifiedPresence(
			checked({
				uuid: '2',
				event:
					'/restapi/v1.0/account/37439510/extension/400101/presence?detailedTelephonyState=true',
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
			}),
		);
	}

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

	it('names no call when there are several, or when the only one is over', () => {
		const second = { ...ringing, telephonySessionId: 's-2', partyId: 'p-2-2' };

		expect(presence([ringing, second]).telephonySessionId).toBeNull();
		expect(presence([{ ...ringing, telephonyStatus: 'NoCall' }]).telephonySessionId).toBeNull();
		expect(presence([]).telephonySessionId).toBeNull();
	});
});
