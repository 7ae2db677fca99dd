import type { Resource } from '../operation';
import { getMany } from './getMany.operation';
import { getMembers } from './getMembers.operation';

export const callQueueResource: Resource = {
	name: 'Call Queue',
	value: 'callQueue',
	description: 'A number that rings a group of people',
	operations: [getMany, getMembers],
	defaultOperation: getMany,
};
