import type { INodeProperties } from 'n8n-workflow';

/** Which side of the call: by itself the one that the trigger has put on the item. */
export const partyField: INodeProperties = {
	displayName: 'Party',
	name: 'partyId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '={{ $json.partyId }}' },
	required: true,
	description:
		'The side of the call to act on, which is usually your own. Behind a RingCentral trigger it is the party that started the workflow.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a party...',
			typeOptions: { searchListMethod: 'searchParties', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. p-a0d17931e6a3cz18b67acb764z1a2b0000-2',
		},
	],
};
