import {
	StreamListener,
	type QueueBounds,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/listener.ts';
import {
	streamSettings,
	type StreamSettings,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/streamSettings.ts';
import { changeOf } from '../../../fixtures/changeEvent.mts';
import { triggerContext } from '../../../harness/triggerContext.mts';

/** A node whose first execution never ends. */
function listenerWith(bounds: QueueBounds) {
	const context = triggerContext('http://127.0.0.1:9');
	const warnings: string[] = [];
	const logger = { warn: (message: string) => void warnings.push(message), info: () => {} };
	Object.defineProperty(context, 'logger', { value: logger });
	const settings: StreamSettings = {
		...streamSettings(context),
		scope: 'account',
		triggerOn: ['anyChange'],
		callsAtOnce: 1,
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
