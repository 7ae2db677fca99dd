import { Replay } from '../../../../nodes/RingCentralCallControl/triggers/stream/replay.ts';
import type { Notification } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';

const openedAt = Date.parse('2026-11-02T09:00:00.000Z');

function notificationAt(timestamp: string | undefined): Notification {
	return {
		event: '/restapi/v1.0/account/37439510/telephony/sessions',
		subscriptionId: '95fecfc9-9cdc-4e94-a78a-89fd65889d37',
		timestamp,
		body: {},
	};
}

describe('what RingCentral sends again', () => {
	it('is what is older than the connection', () => {
		const replay = new Replay({ isRecovered: true, openedAt, bufferSize: 100 });
		replay.count(notificationAt('2026-11-02T08:59:58.000Z'));
		replay.count(notificationAt('2026-11-02T08:59:59.999Z'));
		replay.count(notificationAt('2026-11-02T09:00:00.001Z'));
		replay.count(notificationAt(undefined));

		expect(replay.length).toBe(2);
		expect(replay.mayBeIncomplete).toBe(false);
	});

	it('may be incomplete when it is as much as RingCentral keeps', () => {
		const replay = new Replay({ isRecovered: true, openedAt, bufferSize: 2 });
		replay.count(notificationAt('2026-11-02T08:59:58.000Z'));
		expect(replay.mayBeIncomplete).toBe(false);
		replay.count(notificationAt('2026-11-02T08:59:59.000Z'));
		expect(replay.mayBeIncomplete).toBe(true);
	});
});
