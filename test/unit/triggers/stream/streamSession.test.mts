import type { StoredSession } from '../../../../nodes/RingCentralCallControl/triggers/stream/nodeStorage.ts';
import type { StreamOwner } from '../../../../nodes/RingCentralCallControl/triggers/stream/streamOwner.ts';
import { StreamSession } from '../../../../nodes/RingCentralCallControl/triggers/stream/streamSession.ts';
import { notificationOf } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { sessionNotification } from '../../../fixtures/notifications.mts';

const reception: StreamOwner = { identity: 'reception', name: 'reception' };

const subscription = {
	subscriptionId: 'sub-1',
	requestedFilters: ['/restapi/v1.0/account/~/telephony/sessions'],
	grantedFilters: ['/restapi/v1.0/account/400100/telephony/sessions'],
};

const stored: StoredSession = {
	...subscription,
	recoveryToken: 'token-1',
	since: 1_000,
	owner: 'reception',
};

/** Whether a notification of this subscription belongs to the session. */
function isOwn(session: StreamSession, subscriptionId: string): boolean {
	const notification = notificationOf({ ...sessionNotification([]), subscriptionId });
	return notification !== undefined && session.isOwn(notification);
}

describe('a new session', () => {
	it('is stored as soon as owner, subscription and token are known', () => {
		const session = new StreamSession();
		session.setOwner(reception);
		session.subscribed(subscription);

		expect(session.toStore).toBeUndefined();
		expect(session.recoverWith('token-1', 1_000)).toBe(true);
		expect(session.toStore).toEqual(stored);
	});

	it('keeps the time of a token that RingCentral repeats', () => {
		const session = new StreamSession();
		session.recoverWith('token-1', 1_000);

		expect(session.recoverWith('token-1', 2_000)).toBe(false);
		expect(session.recoverWith('token-2', 3_000)).toBe(true);
	});

	it('is unconfirmed while another subscription is in flight', () => {
		const session = new StreamSession();
		session.subscribing();
		expect(session.isConfirmed).toBe(false);

		session.subscribed(subscription);
		expect(session.isConfirmed).toBe(true);
	});

	it('accepts the last notifications of the subscriptions that it has replaced', () => {
		const session = new StreamSession();
		for (const number of [1, 2, 3, 4, 5, 6]) {
			session.subscribed({ ...subscription, subscriptionId: `sub-${number}` });
		}

		expect(['sub-1', 'sub-2', 'sub-6'].map((id) => isOwn(session, id))).toEqual([
			false,
			true,
			true,
		]);
	});
});

describe('a session that n8n has stored', () => {
	it('is resumed by the next connection of its owner, unconfirmed', () => {
		const session = new StreamSession();
		session.considerStored(stored);
		expect(session.isStoredPending).toBe(true);

		session.setOwner(reception);
		expect(session.isStoredPending).toBe(false);
		expect(session.toStore).toEqual(stored);
		expect(session.isConfirmed).toBe(false);
	});

	it('is not resumed by another owner', () => {
		const session = new StreamSession();
		session.considerStored(stored);
		session.setOwner({ identity: 'sales', name: 'sales' });

		expect(session.recoveryToken).toBeUndefined();
		expect(session.subscription).toBeUndefined();
	});

	it('is taken for the next connection only where its owner is that of the last', () => {
		const session = new StreamSession();
		session.setOwner({ identity: 'sales', name: 'sales' });
		session.considerStored(stored);
		expect(session.isStoredPending).toBe(false);

		session.considerStored({ ...stored, since: 2_000, owner: 'sales' });
		expect(session.isStoredPending).toBe(true);
	});

	it('is ignored where a node has stored none, or the same again', () => {
		const session = new StreamSession();
		session.considerStored(undefined);
		expect(session.isStoredPending).toBe(false);

		session.considerStored(stored);
		session.setOwner(reception);
		session.considerStored(stored);
		expect(session.isStoredPending).toBe(false);
	});

	it('is ignored if a later one was stored too', () => {
		const session = new StreamSession();
		session.considerStored({ ...stored, recoveryToken: 'later', since: 2_000 });
		session.considerStored(stored);
		session.setOwner(reception);

		expect(session.recoveryToken).toBe('later');
	});

	it('keeps its subscription without an unreadable token', () => {
		const session = new StreamSession();
		session.considerStored(stored);
		session.setOwner(reception);
		session.forgetToken();

		expect(session.recoveryToken).toBeUndefined();
		expect(session.subscription).toEqual(subscription);
		session.forget();
		expect(session.subscription).toBeUndefined();
	});
});
