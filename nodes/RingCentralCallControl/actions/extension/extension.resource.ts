import type { Resource } from '../operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const extensionResource: Resource = {
	name: 'Extension',
	value: 'extension',
	description: 'Everybody and everything in the company with a short number',
	operations: [get, getMany],
	defaultOperation: getMany,
};
