import type { Resource } from '../operation';
import { getMany } from './getMany.operation';

export const deviceResource: Resource = {
	name: 'Device',
	value: 'device',
	description: 'A phone of a user',
	operations: [getMany],
	defaultOperation: getMany,
};
