import { simplifyField } from '../../descriptions/simplify';
import { partyOperation } from './partyOperation';
import { partyOutputWithNote } from './partyOutput';

export const unhold = partyOperation({
	name: 'Unhold',
	value: 'unhold',
	action: 'Take call off hold',
	description: 'Take a call off hold that this node has put on hold',
	properties: [simplifyField],
	request: () => ({ method: 'POST', path: '/unhold' }),
	output: partyOutputWithNote(
		'A hold that somebody has placed on a phone or in the RingCentral app is ended there.',
	),
	// https://developers.ringcentral.com/guide/voice/call-control/hold-call
	otherReason: 'A call that was put on hold on a phone has to be taken off hold on that phone.',
});
