import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { streamOptionsField } from '../../../nodes/RingCentralCallControl/descriptions/streamOptions.ts';
import { streamTriggerOnField } from '../../../nodes/RingCentralCallControl/descriptions/streamTriggerOn.ts';
import { triggerOnField } from '../../../nodes/RingCentralCallControl/descriptions/triggerOn.ts';
import { RingCentralCallControlTrigger } from '../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.ts';
import { isTriggerEvent } from '../../../nodes/RingCentralCallControl/calls/choice/callEvent.ts';
import { isStreamEvent } from '../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { RingCentralCallStreamTrigger } from '../../../nodes/RingCentralCallStreamTrigger/RingCentralCallStreamTrigger.node.ts';

const webhookTrigger = new RingCentralCallControlTrigger().description;
const streamTrigger = new RingCentralCallStreamTrigger().description;

function eventsOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

/** Names that saved workflows hold, so that they must not change. */
const webhookEvents = [
	'answered',
	'anyChange',
	'callEnded',
	'fax',
	'held',
	'missed',
	'muted',
	'parked',
	'partyLeft',
	'presenceChanged',
	'recordingChanged',
	'ringing',
	'transferred',
	'voicemail',
];

describe.each([
	['the webhook trigger', webhookTrigger, triggerOnField, webhookEvents, isTriggerEvent],
	[
		'the stream trigger',
		streamTrigger,
		streamTriggerOnField,
		[...webhookEvents, 'resumed'].sort(),
		isStreamEvent,
	],
] as const)('%s', (_name, description, triggerOn, names, isKnown) => {
	const property = (name: string) => description.properties.find((field) => field.name === name);

	it('offers the events under the names that workflows keep', () => {
		expect(
			eventsOf(triggerOn)
				.map(({ value }) => value)
				.sort(),
		).toEqual(names);
	});

	it('offers nothing that it does not know', () => {
		expect(eventsOf(triggerOn).filter(({ value }) => !isKnown(String(value)))).toEqual([]);
	});

	it('says of each event what it means', () => {
		for (const { description: meaning, name } of eventsOf(triggerOn)) {
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

	it('starts with ringing calls of the signed-in user', () => {
		expect(property('triggerOn')?.default).toEqual(['ringing']);
		expect(property('scope')?.default).toBe('extension');
		expect(property('extensions')?.default).toEqual(['~']);
	});

	it('shows the extensions only when calls of extensions are chosen', () => {
		expect(property('extensions')?.displayOptions).toEqual({ show: { scope: ['extension'] } });
	});
});

describe('the webhook trigger', () => {
	it('answers a delivery without a body, for RingCentral takes 1,024 bytes at most', () => {
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
	it('needs no address that RingCentral could call', () => {
		expect(streamTrigger.webhooks).toBeUndefined();
	});

	it('has its options under the names that workflows keep', () => {
		expect((streamOptionsField.options ?? []).map(({ name }) => name)).toEqual([
			'batch',
			'callsAtOnce',
			'includeSipData',
			'limitPerCaller',
			'oncePerCall',
			'startWithoutWaiting',
		]);
	});
});
