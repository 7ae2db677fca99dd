import { simplifyField } from '../../descriptions/simplify';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const hold = partyOperation({
	name: 'Hold',
	value: 'hold',
	action: 'Hold party',
	description: 'Put an answered call on hold',
	properties: [simplifyField],
	request: () => ({ method: 'POST', path: '/hold' }),
	output: partyOutput,
	otherReason:
		'A call cannot be held while the other side still rings, is at voicemail or listens to a menu.',
});
