import type { Resource } from '../operation';
import { end } from './end.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { makeCall } from './makeCall.operation';

export const sessionResource: Resource = {
	name: 'Session',
	value: 'session',
	description: 'A whole call with everybody on it',
	operations: [end, get, getMany, makeCall],
	defaultOperation: get,
};
