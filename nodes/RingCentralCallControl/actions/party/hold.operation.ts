import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../descriptions/options';
import { simplifyField } from '../../descriptions/simplify';
import type { HoldCallPartyRequest } from '../../calls/events/contract';
import type { PartyItem } from './partyItem';
import { partyOperation } from './partyOperation';
import { partyOutputWithNote } from './partyOutput';

const protocolField: INodeProperties = {
	displayName: 'Hold Protocol',
	name: 'holdProtocol',
	type: 'options',
	options: [
		{ name: 'Automatic', value: 'Auto', description: 'RingCentral chooses' },
		{ name: 'BroadWorks', value: 'BroadWorks' },
		{ name: 'BroadWorks or Disconnect Holder', value: 'BroadWorksOrDisconnectHolder' },
		{ name: 'Disconnect Holder', value: 'DisconnectHolder' },
		{ name: 'RingCentral', value: 'RC' },
	],
	default: 'Auto',
	description: 'How RingCentral puts the call on hold. Change it only if RingCentral tells you to.',
};

const PROTOCOLS = [
	'Auto',
	'BroadWorks',
	'BroadWorksOrDisconnectHolder',
	'DisconnectHolder',
	'RC',
] as const;

export const hold = partyOperation({
	name: 'Hold',
	value: 'hold',
	action: 'Put call on hold',
	description: 'Put an answered call on hold',
	properties: [simplifyField, optionsField([protocolField])],
	request: (item) => ({ method: 'POST', path: '/hold', body: holdRequest(item) }),
	// https://developers.ringcentral.com/guide/voice/call-control/hold-call
	output: partyOutputWithNote(
		"This hold is ended with 'Unhold'. A hold that somebody places on a phone or in the RingCentral app is ended there.",
	),
	fields: { proto: protocolField },
	otherReason:
		'A call cannot be held while the other side still rings, is at voicemail or listens to a menu.',
});

function holdRequest(item: PartyItem): HoldCallPartyRequest | undefined {
	const { holdProtocol } = item.options;
	if (holdProtocol === undefined) return undefined;
	return { proto: item.requiredChoice(protocolField, PROTOCOLS, holdProtocol) };
}
