import type { Resource } from '../operation';
import { bringInParty } from './bringInParty.operation';
import { end } from './end.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { makeCall } from './makeCall.operation';
import { startConference } from './startConference.operation';
import { supervise } from './supervise.operation';
import { waitForStatus } from './waitForStatus.operation';

export const sessionResource: Resource = {
	name: 'Call',
	value: 'session',
	description: 'A call as a whole, with everybody on it',
	operations: [
		bringInParty,
		end,
		get,
		getMany,
		makeCall,
		startConference,
		supervise,
		waitForStatus,
	],
	defaultOperation: get,
};
