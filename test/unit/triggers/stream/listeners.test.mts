import { StreamListener } from '../../../../nodes/RingCentralCallControl/triggers/stream/listener.ts';
import { Listeners } from '../../../../nodes/RingCentralCallControl/triggers/stream/listeners.ts';
import { streamSettings } from '../../../../nodes/RingCentralCallControl/triggers/stream/streamSettings.ts';
import { changeOf } from '../../../fixtures/changeEvent.mts';
import { triggerContext } from '../../../harness/triggerContext.mts';

const handover = 35_000;
const now = 0;

/** A node that n8n activates when it starts. Every event waits in its queue, however many they are. */
function resumingListener(): StreamListener {
	const context = triggerContext('http://127.0.0.1:9', 'init');
	const settings = streamSettings(context);
	const bounds = { many: 1_000_000, most: 1_000_000 };
	return new StreamListener(
		context,
		{ ...settings, scope: 'account', triggerOn: ['anyChange'] },
		bounds,
	);
}

describe('the kept events for a node that n8n activates later', () => {
	it('are bound', () => {
		const listeners = new Listeners(triggerContext('http://127.0.0.1:9'), handover);
		listeners.expectNodes(now);
		for (let call = 0; call < 20_001; call++) listeners.hear(changeOf(`s-${call}`), now);
		const later = resumingListener();
		listeners.join(later, now);

		expect(later.close().length).toBe(20_000);
	});
});
