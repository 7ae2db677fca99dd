import type { Resource } from '../operation';
import { getMany } from './getMany.operation';

export const deviceResource: Resource = {
	name: 'Phone',
	value: 'device',
	description: 'A desk phone or app that a user is called on',
	operations: [getMany],
	defaultOperation: getMany,
};
