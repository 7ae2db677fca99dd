import { RecentEvents } from '../../../../nodes/RingCentralCallControl/triggers/stream/recentEvents.ts';
import type { CallEvent } from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import {
	notificationOf,
	partiesOf,
} from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { receptionParty, sessionNotification } from '../../../fixtures/notifications.mts';

function ringing(key: string): CallEvent[] {
	const notification = notificationOf(sessionNotification([receptionParty()]));
	const [party] = notification === undefined ? [] : partiesOf(notification);
	if (notification === undefined || party === undefined) throw new Error('The fixture is unusable');
	const call = {
		callId: key,
		telephonySessionIds: [key],
		extensionIds: new Set<string>(),
		phoneNumbers: new Set<string>(),
		isQueueCall: false,
		wasRecorded: false,
	};
	return [{ event: 'ringing', party, notification, call, key, isCaughtUp: false }];
}

function keysSince(recent: RecentEvents, time: number): string[] {
	return recent.since(time).flatMap((events) => events.map(({ key }) => key));
}

describe('recent events', () => {
	it('are those since somebody has left', () => {
		const recent = new RecentEvents();
		recent.keepUntil(1_000);
		recent.add(ringing('a'), 100);
		recent.add(ringing('b'), 200);
		recent.add(ringing('c'), 300);

		expect(keysSince(recent, 200)).toEqual(['b', 'c']);
		expect(keysSince(recent, 0)).toEqual(['a', 'b', 'c']);
	});

	it('are kept only while somebody may come back', () => {
		const recent = new RecentEvents();
		recent.add(ringing('a'), 100);
		expect(keysSince(recent, 0)).toEqual([]);

		recent.keepUntil(1_000);
		recent.add(ringing('b'), 900);
		recent.add(ringing('c'), 1_001);
		expect(keysSince(recent, 0)).toEqual([]);
	});
});
