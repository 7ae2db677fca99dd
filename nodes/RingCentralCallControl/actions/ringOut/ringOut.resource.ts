import type { Resource } from '../operation';
import { cancel } from './cancel.operation';
import { create } from './create.operation';
import { get } from './get.operation';

export const ringOutResource: Resource = {
	name: 'RingOut',
	value: 'ringOut',
	description: 'A call that RingCentral makes to two phones, first to your own, and joins',
	operations: [cancel, create, get],
	defaultOperation: create,
};
