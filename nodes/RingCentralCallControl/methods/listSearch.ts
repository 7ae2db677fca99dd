import { searchCallQueues } from './searchCallQueues';
import { searchDevices } from './searchDevices';
import { searchExtensions } from './searchExtensions';
import { searchFlipNumbers } from './searchFlipNumbers';
import { searchForwardingNumbers } from './searchForwardingNumbers';
import { searchLiveCalls } from './searchLiveCalls';
import { searchParkLocations } from './searchParkLocations';
import { searchParties } from './searchParties';
import { searchSourceParties } from './searchSourceParties';
import { searchSubscriptions } from './searchSubscriptions';

/** The searches behind the action node's lists, by the names that its parameters use. */
export const listSearch = {
	searchCallQueues,
	searchDevices,
	searchExtensions,
	searchFlipNumbers,
	searchForwardingNumbers,
	searchLiveCalls,
	searchParkLocations,
	searchParties,
	searchSourceParties,
	searchSubscriptions,
};
