import type { Resource } from '../operation';
import { getMany } from './getMany.operation';

export const callQueueResource: Resource = {
	name: 'Call Queue',
	value: 'callQueue',
	description: 'A number that rings a group of people',
	operations: [getMany],
	defaultOperation: getMany,
};
