import type { Resource } from '../operation';
import { forward } from './forward.operation';
import { get } from './get.operation';
import { hold } from './hold.operation';
import { transfer } from './transfer.operation';
import { unhold } from './unhold.operation';

export const partyResource: Resource = {
	name: 'Party',
	value: 'party',
	description: 'One side of a call, such as the phone that rings',
	operations: [forward, get, hold, transfer, unhold],
	defaultOperation: forward,
};
