import type { IDataObject } from 'n8n-workflow';

import type { Start } from '../../../../nodes/RingCentralCallControl/triggers/stream/executionQueue.ts';
import {
	storedKeys,
	storedSession,
	storedWaiting,
	storeKeys,
	storeSession,
	storeWaiting,
	type StoredSession,
} from '../../../../nodes/RingCentralCallControl/triggers/stream/nodeStorage.ts';

/** The context of a node, with only the static data that n8n stores. */
function nodeWith(staticData: IDataObject = {}) {
	const getWorkflowStaticData = () => staticData;
	return { staticData, context: { getWorkflowStaticData } };
}

function start(key: string, text = 'ringing'): Start {
	return { callId: 's-1', entries: [{ key, item: { json: { event: text } } }] };
}

/** A stored start with these entries, as n8n's database may hold it. */
function startOf(entries: string): string {
	return `{"callId":"s-1","entries":[${entries}]}`;
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
		['no call', { since: now, starts: [`{"entries":${JSON.stringify(start('one').entries)}}`] }],
		['an item without fields', { since: now, starts: [startOf('{"key":"one","item":{}}')] }],
		['an item as a text', { since: now, starts: [startOf('{"key":"one","item":"ringing"}')] }],
		['a number for a key', { since: now, starts: [startOf('{"key":1,"item":{"json":{}}}')] }],
		['a key alone', { since: now, starts: [startOf('"one"')] }],
		['an item beside one', { since: now, starts: [startOf('{"key":"a","item":{"json":{}}}, {}')] }],
		['a number', { since: now, starts: [1] }],
		['a list of texts', { since: now, starts: ['["one"]'] }],
	])('are none where n8n has stored %s', (_, waiting) => {
		const { context } = nodeWith(waiting === undefined ? {} : { waiting });

		expect(storedWaiting(context, now)).toEqual([]);
	});
});

describe('the session of a node', () => {
	const session: StoredSession = {
		recoveryToken: 'token-1',
		since: now,
		owner: 'reception',
		subscriptionId: 'sub-1',
		requestedFilters: ['/restapi/v1.0/account/~/telephony/sessions'],
		grantedFilters: ['/restapi/v1.0/account/400100/telephony/sessions'],
	};

	it('is there again after a restart', () => {
		const { context } = nodeWith();
		storeSession(context, session);

		expect(storedSession(context)).toEqual(session);
	});

	it.each([
		['nothing', undefined],
		['a text', 'token-1'],
		['no token', { ...session, recoveryToken: undefined }],
		['no subscription', { ...session, subscriptionId: undefined }],
		['no owner', { ...session, owner: undefined }],
	])('is none where n8n has stored %s', (_, stored) => {
		const { context } = nodeWith(stored === undefined ? {} : { session: stored });

		expect(storedSession(context)).toBeUndefined();
	});

	it('is older than any other without a time', () => {
		const { context } = nodeWith({ session: { ...session, since: 'now' } });

		expect(storedSession(context)?.since).toBe(0);
	});
});

describe('the keys that a node has started', () => {
	it('are there again after a restart, with the earlier ones before them', () => {
		const { context } = nodeWith();
		storeKeys(context, ['one', 'two']);
		storeKeys(context, ['three']);

		expect(storedKeys(context)).toEqual(['one', 'two', 'three']);
	});

	it('are the latest five hundred', () => {
		const { context } = nodeWith();
		const keys = Array.from({ length: 501 }, (_, index) => `key-${index}`);
		storeKeys(context, keys);

		expect(storedKeys(context)).toEqual(keys.slice(1));
	});
});
