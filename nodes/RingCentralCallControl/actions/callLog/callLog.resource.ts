import type { Resource } from '../operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const callLogResource: Resource = {
	name: 'Call Log',
	value: 'callLog',
	description: 'Calls that are over: when, with whom, how long, and what became of them',
	operations: [get, getMany],
	defaultOperation: getMany,
};
