import { deviceField } from '../../descriptions/device';
import { simplifyField } from '../../descriptions/simplify';
import { requiredDevice } from '../deviceParameter';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const answer = partyOperation({
	name: 'Answer',
	value: 'answer',
	action: 'Answer party',
	description: 'Take a ringing call on one of your phones',
	properties: [deviceField, simplifyField],
	request: ({ context, itemIndex }) => ({
		method: 'POST',
		path: '/answer',
		body: { deviceId: requiredDevice(context, itemIndex) },
	}),
	output: partyOutput,
	fields: { deviceId: deviceField },
	otherReason: "The phone in 'Device' has to be switched on and must not be on another call.",
});
