import { deviceField } from '../../descriptions/device';
import { simplifyField } from '../../descriptions/simplify';
import { deviceCommand } from './deviceCommand';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const answer = partyOperation({
	name: 'Answer',
	value: 'answer',
	action: 'Answer call',
	description: 'Take a ringing call on one of your phones',
	properties: [deviceField, simplifyField],
	...deviceCommand('/answer'),
	output: partyOutput,
	otherReason: "The phone in 'Phone' has to be switched on and must not be on another call.",
});
