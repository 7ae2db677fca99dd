import { deviceField } from '../../descriptions/device';
import { requiredDevice } from '../deviceParameter';
import { partyOperation } from './partyOperation';
import { success } from './partyOutput';

export const ignore = partyOperation({
	name: 'Ignore',
	value: 'ignore',
	action: 'Ignore party',
	description: 'Stop a call from a call queue from ringing here, so that the queue tries others',
	properties: [deviceField],
	request: ({ context, itemIndex }) => ({
		method: 'POST',
		path: '/ignore',
		body: { deviceId: requiredDevice(context, itemIndex) },
	}),
	output: success,
	fields: { deviceId: deviceField },
	otherReason: "Only a call from a call queue can be ignored. Use 'Reject' for other calls.",
});
