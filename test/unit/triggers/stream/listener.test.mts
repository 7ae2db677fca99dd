import {
	StreamListener,
	type QueueBounds,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/listener.ts';
import {
	streamSettings,
	type StreamSettings,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/streamSettings.ts';
import { changeOf } from '../../../fixtures/changeEvent.mts';
import { stepClock } from '../../../harness/clockStep.mts';
import { triggerContext } from '../../../harness/triggerContext.mts';

afterEach(() => {
	jest.restoreAllMocks();
});

/** A node whose first execution never ends. */
function listenerWith(bounds: QueueBounds, changes: Partial<StreamSettings> = {}) {
	const context = triggerContext('http://127.0.0.1:9');
	const warnings: string[] = [];
	const logger = { warn: (message: string) => void warnings.push(message), info: () => {} };
	Object.defineProperty(context, 'logger', { value: logger });
	const settings: StreamSettings = {
		...streamSettings(context),
		scope: 'account',
		triggerOn: ['anyChange'],
		callsAtOnce: 1,
		...changes,
	};
	const listener = new StreamListener(context, settings, bounds);
	return { listener, warnings };
}

describe('the events that wait for executions of a node', () => {
	it('are bound, and the log says so once', () => {
		const { listener, warnings } = listenerWith({ many: 2, most: 3 });
		for (const call of ['a', 'b', 'c', 'd', 'e']) listener.hear(changeOf(call), undefined);

		expect(listener.close().length).toBe(3);
		expect(warnings).toEqual([
			expect.stringContaining('More than 2 events wait for executions to end'),
			expect.stringContaining('More than 3 events wait, and further ones start nothing'),
		]);
	});
});

describe('a limit of calls per caller', () => {
	it('holds for its time, although the clock is set forward meanwhile', () => {
		const limitPerCaller = { calls: 1, milliseconds: 600_000 };
		const { listener } = listenerWith({ many: 10, most: 10 }, { limitPerCaller });
		listener.hear(changeOf('a'), undefined);
		stepClock(3_600_000);
		listener.hear(changeOf('b'), undefined);

		expect(listener.close().length).toBe(1);
	});
});

describe('a node that was published during an interruption', () => {
	const wide = { many: 10, most: 10 };
	const [change] = changeOf('a');
	const sentAt = Date.parse(change?.notification.timestamp ?? '');

	/** The number of executions for a notification sent at this distance from the publication. */
	function startsAfter(milliseconds: number): number {
		const { listener } = listenerWith(wide);
		listener.hearSince(sentAt - milliseconds);
		listener.hear(changeOf('a'), undefined);
		return listener.close().length;
	}

	it('ignores notifications from the time before', () => {
		expect(startsAfter(-1)).toBe(0);
	});

	it('starts on later notifications', () => {
		expect(startsAfter(0)).toBe(1);
	});

	it('starts on caught-up events, even if the clock of n8n is late', () => {
		const { listener } = listenerWith(wide);
		listener.hearSince(sentAt + 60_000);
		listener.hear(
			changeOf('a').map((event) => ({ ...event, isCaughtUp: true })),
			undefined,
		);

		expect(listener.close().length).toBe(1);
	});
});
