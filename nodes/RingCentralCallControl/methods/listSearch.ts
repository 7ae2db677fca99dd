import { searchCallQueues } from './searchCallQueues';
import { searchDevices } from './searchDevices';
import { searchCountries } from './searchCountries';
import {
	searchCallableExtensions,
	searchExtensions,
	searchParkLocations,
	searchUsers,
	searchVoicemails,
} from './searchExtensions';
import { searchFlipNumbers } from './searchFlipNumbers';
import { searchForwardingNumbers } from './searchForwardingNumbers';
import { searchLiveCalls, searchOtherCalls } from './searchLiveCalls';
import { searchParties, searchSourceParties } from './searchParties';
import { searchCallerIds, searchSmsNumbers } from './searchOwnNumbers';
import { searchSubscriptions } from './searchSubscriptions';
import { searchSupervisedCalls, searchSupervisedParties } from './searchSupervised';

/** The searches behind the action node's lists, by the names that its parameters use. */
export const listSearch = {
	searchCallQueues,
	searchCallableExtensions,
	searchCallerIds,
	searchCountries,
	searchDevices,
	searchExtensions,
	searchFlipNumbers,
	searchForwardingNumbers,
	searchLiveCalls,
	searchOtherCalls,
	searchParkLocations,
	searchParties,
	searchSmsNumbers,
	searchSourceParties,
	searchSubscriptions,
	searchSupervisedCalls,
	searchSupervisedParties,
	searchUsers,
	searchVoicemails,
};
