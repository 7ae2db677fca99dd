import type { Resource } from '../operation';
import { getMany } from './getMany.operation';

export const extensionResource: Resource = {
	name: 'Extension',
	value: 'extension',
	description: 'Everybody and everything in the company with a short number',
	operations: [getMany],
	defaultOperation: getMany,
};
