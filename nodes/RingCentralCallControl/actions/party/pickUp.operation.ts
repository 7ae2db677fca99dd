import { deviceField } from '../../descriptions/device';
import { partyField, partyInRole } from '../../descriptions/party';
import { simplifyField } from '../../descriptions/simplify';
import { deviceCommand } from './deviceCommand';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const pickUp = partyOperation({
	name: 'Pick Up',
	value: 'pickUp',
	action: 'Pick up parked call',
	description: 'Take a call from a park location on one of your phones',
	// Not the party on the item: that party parked the call and left it; the other side waits.
	partyField: {
		...partyField,
		default: partyInRole('parkedParty'),
		description: 'The side of the call that waits in the park location',
	},
	properties: [deviceField, simplifyField],
	...deviceCommand('/pickup'),
	output: partyOutput,
	isForOutsideParties: true,
	otherReason:
		"Only a call in a park location can be picked up here. One that was parked with 'Park' is picked up by dialing its number.",
});
