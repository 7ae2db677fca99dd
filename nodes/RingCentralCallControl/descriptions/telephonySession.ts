import { INCOMING, INCOMING_CALL_NAME } from '../calls/parties/incoming';
import { idLocator } from './idLocator';

const call = {
	displayName: 'Call',
	name: 'telephonySessionId',
	default: { mode: 'list', value: INCOMING, cachedResultName: INCOMING_CALL_NAME },
	required: true,
	description:
		'The call to act on. The call that came in is the one of the item, or of the RingCentral trigger that the item comes from.',
	listPlaceholder: 'Select a call...',
	idPlaceholder: 'e.g. s-a0d17931e6a3cz18b67acb764z1a2b0000',
};

/** The call to act on; by default the item's own. */
export const telephonySessionField = idLocator({ ...call, search: 'searchLiveCalls' });

/** The same, with a list of the calls that can be supervised. */
export const supervisedCallField = idLocator({ ...call, search: 'searchSupervisedCalls' });
