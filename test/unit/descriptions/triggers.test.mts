import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { streamOptionsField } from '../../../nodes/RingCentralCallControl/descriptions/streamOptions.ts';
import { triggerOptionsField } from '../../../nodes/RingCentralCallControl/descriptions/triggerOptions.ts';
import { RingCentralCallControlTrigger } from '../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.ts';
import { EVENTS } from '../../../nodes/RingCentralCallControl/calls/choice/events.ts';
import { FILTERS } from '../../../nodes/RingCentralCallControl/calls/choice/filters.ts';
import webhookCodex from '../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.json' with { type: 'json' };
import streamCodex from '../../../nodes/RingCentralCallStreamTrigger/RingCentralCallStreamTrigger.node.json' with { type: 'json' };
import { RingCentralCallStreamTrigger } from '../../../nodes/RingCentralCallStreamTrigger/RingCentralCallStreamTrigger.node.ts';
import { evaluated } from '../../harness/subtitle.mts';

const webhookTrigger = new RingCentralCallControlTrigger().description;
const streamTrigger = new RingCentralCallStreamTrigger().description;

function eventsOf(field: INodeProperties | undefined): INodePropertyOptions[] {
	const { options = [] } = field ?? {};
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

/** Names that saved workflows hold, so that they must not change. */
const EVENT_NAMES = [
	'answered',
	'anyChange',
	'callEnded',
	'fax',
	'held',
	'missed',
	'muted',
	'parked',
	'partyLeft',
	'pickedUp',
	'presenceChanged',
	'recordingChanged',
	'resumed',
	'ringing',
	'transferred',
	'voicemail',
];
const FILTER_NAMES = [
	'direction',
	'missedCallsOnly',
	'phoneNumber',
	'queueCallsOnly',
	'withRecordingsOnly',
];

describe.each([
	['the webhook trigger', webhookTrigger],
	['the stream trigger', streamTrigger],
])('%s', (_name, description) => {
	const property = (name: string) => description.properties.find((field) => field.name === name);

	it('offers the events of the table, under the names that workflows keep', () => {
		const names = eventsOf(property('triggerOn')).map(({ value }) => value);

		expect([...names].sort()).toEqual(EVENT_NAMES);
		expect(Object.keys(EVENTS).sort()).toEqual(EVENT_NAMES);
	});

	it('offers the filters of the table, under the names that workflows keep', () => {
		const names = (property('filters')?.options ?? []).map(({ name }) => name);

		expect([...names].sort()).toEqual(FILTER_NAMES);
		expect(Object.keys(FILTERS).sort()).toEqual(FILTER_NAMES);
	});

	it('has the events in the order of their display names', () => {
		const names = eventsOf(property('triggerOn')).map(({ name }) => name);

		expect(names).toEqual([...names].sort());
	});

	it('describes the meaning of each event', () => {
		for (const { description: meaning, name } of eventsOf(property('triggerOn'))) {
			expect(meaning).toMatch(/\w/);
			expect(meaning).not.toBe(name);
		}
	});

	it('has its parameters under the names that workflows keep', () => {
		expect(description.properties.map(({ name }) => name)).toEqual([
			'authentication',
			'triggerOn',
			'scope',
			'extensions',
			'filters',
			'simplify',
			'options',
		]);
	});

	it('shows the names of its events on the canvas', () => {
		expect(evaluated(description, { triggerOn: ['ringing', 'callEnded'] })).toBe(
			'Call Ringing, Call Ended',
		);
	});

	it('shows instructions while it listens', () => {
		expect(description.eventTriggerDescription).toMatch(/^Now call .*'Trigger On'/);
	});

	it('starts with ringing calls of the signed-in user', () => {
		expect(property('triggerOn')?.default).toEqual(['ringing']);
		expect(property('scope')?.default).toBe('extension');
		expect(property('extensions')?.default).toEqual(['~']);
	});

	it('shows the extensions only when calls of extensions are chosen', () => {
		expect(property('extensions')?.displayOptions).toEqual({ show: { scope: ['extension'] } });
	});
});

it('distinguishes the triggers by picture and by the first words', () => {
	expect(webhookTrigger.icon).not.toEqual(streamTrigger.icon);
	expect(webhookTrigger.description).toMatch(/^By webhook: starts the workflow when/);
	expect(streamTrigger.description).toMatch(/^By stream: starts the workflow when/);
});

it.each([
	['webhook', webhookCodex],
	['stream', streamCodex],
])("is found in the panel's search for calls: %s", (_name, { alias }) => {
	expect(alias).toEqual(
		expect.arrayContaining(['call', 'phone', 'PBX', 'SIP', 'IVR', 'incoming call', 'missed call']),
	);
});

describe('the webhook trigger', () => {
	it('has its options under the names that workflows keep', () => {
		expect((triggerOptionsField.options ?? []).map(({ name }) => name)).toEqual([
			'includeSipData',
			'eachRingingPhone',
		]);
	});

	it('answers a delivery without a body, because RingCentral accepts 1,024 bytes at most', () => {
		expect(webhookTrigger.webhooks).toEqual([
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				responseData: 'noData',
			},
		]);
	});
});

describe('the stream trigger', () => {
	it('has no webhook address', () => {
		expect(streamTrigger.webhooks).toBeUndefined();
	});

	it('has its options under the names that workflows keep', () => {
		expect((streamOptionsField.options ?? []).map(({ name }) => name)).toEqual([
			'batch',
			'callsAtOnce',
			'includeSipData',
			'limitPerCaller',
			'eachRingingPhone',
			'startWithoutWaiting',
		]);
	});
});
