import { searchDevices } from './searchDevices';
import { searchExtensions } from './searchExtensions';
import { searchFlipNumbers } from './searchFlipNumbers';
import { searchLiveCalls } from './searchLiveCalls';
import { searchParkLocations } from './searchParkLocations';
import { searchParties } from './searchParties';
import { searchSourceParties } from './searchSourceParties';

/** The searches behind the action node's lists, by the names that its parameters use. */
export const listSearch = {
	searchDevices,
	searchExtensions,
	searchFlipNumbers,
	searchLiveCalls,
	searchParkLocations,
	searchParties,
	searchSourceParties,
};
