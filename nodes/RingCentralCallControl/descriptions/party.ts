import { idLocator } from './idLocator';

/** Which side of the call: by itself the one that the trigger has put on the item. */
export const partyField = idLocator({
	displayName: 'Party',
	name: 'partyId',
	default: { mode: 'id', value: '={{ $json.partyId }}' },
	required: true,
	description:
		'The side of the call to act on, which is usually your own. Behind a RingCentral trigger it is the one that started the workflow.',
	search: 'searchParties',
	listPlaceholder: 'Select a party...',
	idPlaceholder: 'e.g. p-a0d17931e6a3cz18b67acb764z1a2b0000-2',
});
