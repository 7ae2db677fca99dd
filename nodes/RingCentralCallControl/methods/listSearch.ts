import { searchDevices } from './searchDevices';
import { searchExtensions } from './searchExtensions';
import { searchLiveCalls } from './searchLiveCalls';
import { searchParkLocations } from './searchParkLocations';
import { searchParties } from './searchParties';

/** The searches behind the action node's lists, by the names that its parameters use. */
export const listSearch = {
	searchDevices,
	searchExtensions,
	searchLiveCalls,
	searchParkLocations,
	searchParties,
};
