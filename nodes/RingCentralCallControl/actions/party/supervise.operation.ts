import { supervisedPartyField } from '../../descriptions/party';
import { simplifyField } from '../../descriptions/simplify';
import {
	agentField,
	supervisionOptions,
	supervisorDeviceField,
} from '../../descriptions/supervision';
import { supervisedCallField } from '../../descriptions/telephonySession';
import type { PartySuperviseRequest } from '../../calls/events/contract';
import { requiredExtensionId } from '../extensionParameter';
import { CHOOSE_AGENT, supervision, supervisionFields } from '../supervision';
import type { PartyItem } from './partyItem';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const supervise = partyOperation({
	name: 'Supervise',
	value: 'supervise',
	action: 'Monitor one side of call',
	description: 'Listen to one side of a call only, on a phone of yours',
	callField: supervisedCallField,
	partyField: supervisedPartyField,
	firstProperties: [agentField],
	properties: [supervisorDeviceField, simplifyField, supervisionOptions],
	request: async (item) => ({
		method: 'POST',
		path: '/supervise',
		body: await partySupervision(item),
	}),
	output: partyOutput,
	fields: supervisionFields,
	isForOutsideParties: true,
	// https://developers.ringcentral.com/guide/voice/supervision
	otherReason:
		'The agent has to be on the call, nobody may listen to the same side, and RingCentral needs a call monitoring group in which you may monitor the agent.',
});

/** The request for a party names the agent by id only. */
async function partySupervision(item: PartyItem): Promise<PartySuperviseRequest> {
	const agentExtensionId = await requiredExtensionId(item, agentField, CHOOSE_AGENT);
	return { ...supervision(item), agentExtensionId };
}
