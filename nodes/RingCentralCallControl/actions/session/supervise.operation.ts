import { simplifyField } from '../../descriptions/simplify';
import {
	agentField,
	supervisionOptions,
	supervisorDeviceField,
} from '../../descriptions/supervision';
import { supervisedCallField } from '../../descriptions/telephonySession';
import type { SuperviseCallSessionRequest } from '../../calls/events/contract';
import { sessionPath } from '../../transport/http/callPath';
import { isByNumber, requiredExtensionNumber } from '../extensionParameter';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { CHOOSE_AGENT, supervision, supervisionFields } from '../supervision';
import { requiredTelephonySessionId } from '../telephonySessionParameter';
import { sessionPartyOutput } from './sessionPartyOutput';

export const supervise: Operation = {
	name: 'Supervise',
	value: 'supervise',
	action: 'Monitor call',
	description: "Listen to a colleague's call, both sides of it, on a phone of yours",
	properties: [
		agentField,
		supervisedCallField,
		supervisorDeviceField,
		simplifyField,
		supervisionOptions,
	],
	async execute(item) {
		const telephonySessionId = requiredTelephonySessionId(item);
		const body = sessionSupervision(item);
		const path = `${sessionPath(telephonySessionId)}/supervise`;
		const answer = await item.request(
			{ method: 'POST', path, body },
			{ fields: supervisionFields, wrongState },
		);
		return sessionPartyOutput(item, telephonySessionId, answer);
	},
};

// https://developers.ringcentral.com/guide/voice/supervision
const wrongState = {
	message: "'Supervise' does not fit the state of the call",
	description:
		'The agent has to be talking, nobody may listen already, and conferences cannot be supervised.',
};

function sessionSupervision(item: Item): SuperviseCallSessionRequest {
	const agent = isByNumber(item, agentField)
		? { agentExtensionNumber: requiredExtensionNumber(item, agentField) }
		: { agentExtensionId: item.requiredId(agentField, CHOOSE_AGENT) };
	return { ...supervision(item), ...agent };
}
