import type { Resource } from '../operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { update } from './update.operation';

export const presenceResource: Resource = {
	name: 'Presence',
	value: 'presence',
	description: 'Whether a user can be reached, and the calls of that user',
	operations: [get, getMany, update],
	defaultOperation: get,
};
