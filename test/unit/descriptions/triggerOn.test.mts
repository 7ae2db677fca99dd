import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { RingCentralCallControlTrigger } from '../../../nodes/RingCentralCallControl/RingCentralCallControlTrigger.node.ts';
import { triggerOnField } from '../../../nodes/RingCentralCallControl/descriptions/triggerOn.ts';
import { isTriggerEvent } from '../../../nodes/RingCentralCallControl/telephony/callEvent.ts';

const { description } = new RingCentralCallControlTrigger();

function property(name: string): INodeProperties {
	const found = description.properties.find((candidate) => candidate.name === name);
	if (found === undefined) throw new Error(`The trigger has no parameter ${name}`);
	return found;
}

describe('Trigger On', () => {
	const options = (triggerOnField.options ?? []).filter(
		(option): option is INodePropertyOptions => 'value' in option,
	);

	it('offers the events under the names that workflows keep', () => {
		expect(options.map(({ value }) => value).sort()).toEqual([
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
		]);
	});

	it('offers nothing that the trigger does not know', () => {
		expect(options.filter(({ value }) => !isTriggerEvent(String(value)))).toEqual([]);
	});

	it('says of each event what it means', () => {
		for (const { description: meaning, name } of options) {
			expect(meaning).toMatch(/\w/);
			expect(meaning).not.toBe(name);
		}
	});
});

describe('the trigger', () => {
	it('starts with ringing calls of the signed-in user', () => {
		expect(property('triggerOn').default).toEqual(['ringing']);
		expect(property('scope').default).toBe('extension');
		expect(property('extensions').default).toEqual(['~']);
	});

	it('answers a delivery without a body, for RingCentral takes 1,024 bytes at most', () => {
		expect(description.webhooks).toEqual([
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				responseData: 'noData',
			},
		]);
	});

	it('shows the extensions only when calls of extensions are chosen', () => {
		expect(property('extensions').displayOptions).toEqual({ show: { scope: ['extension'] } });
	});
});
