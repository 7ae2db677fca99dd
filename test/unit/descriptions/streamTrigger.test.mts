import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { streamOptionsField } from '../../../nodes/RingCentralCallControl/descriptions/streamOptions.ts';
import { streamTriggerOnField } from '../../../nodes/RingCentralCallControl/descriptions/streamTriggerOn.ts';
import { isStreamEvent } from '../../../nodes/RingCentralCallControl/telephony/happening.ts';
import { RingCentralCallStreamTrigger } from '../../../nodes/RingCentralCallStreamTrigger/RingCentralCallStreamTrigger.node.ts';

const { description } = new RingCentralCallStreamTrigger();

function property(name: string): INodeProperties {
	const found = description.properties.find((candidate) => candidate.name === name);
	if (found === undefined) throw new Error(`The trigger has no parameter ${name}`);
	return found;
}

describe('the stream trigger', () => {
	const events = (streamTriggerOnField.options ?? []).filter(
		(option): option is INodePropertyOptions => 'value' in option,
	);

	it('offers the events under the names that workflows keep', () => {
		expect(events.map(({ value }) => value).sort()).toEqual([
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
			'resumed',
			'ringing',
			'transferred',
			'voicemail',
		]);
	});

	it('offers nothing that it does not know', () => {
		expect(events.filter(({ value }) => !isStreamEvent(String(value)))).toEqual([]);
	});

	it('has its parameters and options under the names that workflows keep', () => {
		expect(description.properties.map(({ name }) => name)).toEqual([
			'authentication',
			'triggerOn',
			'scope',
			'extensions',
			'filters',
			'simplify',
			'options',
		]);
		expect((streamOptionsField.options ?? []).map(({ name }) => name)).toEqual([
			'batch',
			'callsAtOnce',
			'includeSipData',
			'limitPerCaller',
			'oncePerCall',
			'startWithoutWaiting',
		]);
	});

	it('starts with ringing calls of the signed-in user', () => {
		expect(property('triggerOn').default).toEqual(['ringing']);
		expect(property('scope').default).toBe('extension');
		expect(property('extensions').default).toEqual(['~']);
	});

	it('needs no address that RingCentral could call', () => {
		expect(description.webhooks).toBeUndefined();
	});
});
