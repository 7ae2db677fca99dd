import type { Resource } from '../operation';
import { send } from './send.operation';

export const smsResource: Resource = {
	name: 'SMS',
	value: 'sms',
	description: 'A text message, for instance to a caller whom nobody could answer',
	operations: [send],
	defaultOperation: send,
};
