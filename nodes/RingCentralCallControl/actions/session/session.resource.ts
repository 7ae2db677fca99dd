import type { Resource } from '../operation';
import { get } from './get.operation';

export const sessionResource: Resource = {
	name: 'Session',
	value: 'session',
	description: 'A whole call with everybody on it',
	operations: [get],
	defaultOperation: get,
};
