import type { IDataObject } from 'n8n-workflow';

import type { Start } from '../../../../nodes/RingCentralCallControl/triggers/stream/executionQueue.ts';
import {
	storedWaiting,
	storeWaiting,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/nodeStorage.ts';

/** The context of a node, with only the static data that n8n stores. */
function nodeWith(staticData: IDataObject = {}) {
	const getWorkflowStaticData = () => staticData;
	return { staticData, context: { getWorkflowStaticData } };
}

function start(key: string, text = 'ringing'): Start {
	return { callId: 's-1', entries: [{ key, item: { json: { event: text } } }] };
}

const now = Date.parse('2026-01-01T12:00:00Z');
const hour = 3_600_000;

describe('the waiting events of a node', () => {
	it('are there again after a restart, in order', () => {
		const { context } = nodeWith();
		storeWaiting(context, [start('one'), start('two')], now);

		expect(storedWaiting(context, now + hour)).toEqual([start('one'), start('two')]);
	});

	it('are dropped when their calls ended long ago', () => {
		const { context } = nodeWith();
		storeWaiting(context, [start('one')], now);

		expect(storedWaiting(context, now + hour + 1)).toEqual([]);
	});

	it('are removed from the storage when none waits any more', () => {
		const { context, staticData } = nodeWith();
		storeWaiting(context, [start('one')], now);
		storeWaiting(context, [], now);

		expect(staticData).toEqual({});
	});

	it('are not written where there were none and are none', () => {
		const { context, staticData } = nodeWith();
		Object.freeze(staticData);

		expect(() => storeWaiting(context, [], now)).not.toThrow();
	});

	it('are kept from the first on, as many as n8n can write with each execution', () => {
		const { context } = nodeWith();
		const large = 'x'.repeat(20_000);
		storeWaiting(context, [start('one', large), start('two', large), start('three', large)], now);

		expect(storedWaiting(context, now).map(({ entries }) => entries[0]?.key)).toEqual([
			'one',
			'two',
		]);
	});

	it.each([
		['nothing', undefined],
		['a text', 'waiting'],
		['no time', { starts: [JSON.stringify(start('one'))] }],
		['no list', { since: now, starts: 'one' }],
		['no JSON', { since: now, starts: ['{'] }],
		['an item without a key', { since: now, starts: ['{"callId":"s-1","entries":[{"item":{}}]}'] }],
		['no items', { since: now, starts: ['{"callId":"s-1"}'] }],
	])('are none where n8n has stored %s', (_, waiting) => {
		const { context } = nodeWith(waiting === undefined ? {} : { waiting });

		expect(storedWaiting(context, now)).toEqual([]);
	});
});
