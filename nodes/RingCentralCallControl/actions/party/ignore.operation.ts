import { deviceField } from '../../descriptions/device';
import { deviceCommand } from './deviceCommand';
import { partyOperation } from './partyOperation';
import { success } from './partyOutput';

export const ignore = partyOperation({
	name: 'Ignore',
	value: 'ignore',
	action: 'Ignore call',
	description: 'Stop a call from a call queue from ringing here, so that the queue tries others',
	properties: [deviceField],
	...deviceCommand('/ignore'),
	output: success,
});
