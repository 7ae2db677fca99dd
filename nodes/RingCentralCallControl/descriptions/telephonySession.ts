import type { INodeProperties } from 'n8n-workflow';

/** Which call: by itself the one that the trigger has put on the item. */
export const telephonySessionField: INodeProperties = {
	displayName: 'Telephony Session',
	name: 'telephonySessionId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '={{ $json.telephonySessionId }}' },
	required: true,
	description: 'The call. Behind a RingCentral trigger it is the call that started the workflow.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a call...',
			typeOptions: { searchListMethod: 'searchLiveCalls', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. s-a0d17931e6a3cz18b67acb764z1a2b0000',
		},
	],
};
