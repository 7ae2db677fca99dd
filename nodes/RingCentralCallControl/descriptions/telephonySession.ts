import { idLocator } from './idLocator';

/** Which call: by itself the one that the trigger has put on the item. */
export const telephonySessionField = idLocator({
	displayName: 'Telephony Session',
	name: 'telephonySessionId',
	default: { mode: 'id', value: '={{ $json.telephonySessionId }}' },
	required: true,
	description: 'The call. Behind a RingCentral trigger it is the call that started the workflow.',
	search: 'searchLiveCalls',
	listPlaceholder: 'Select a call...',
	idPlaceholder: 'e.g. s-a0d17931e6a3cz18b67acb764z1a2b0000',
});
