import type { INodeProperties } from 'n8n-workflow';

import { idLocator, withCountryCode } from './idLocator';

export const allowedTargetsField: INodeProperties = {
	displayName: 'Allowed Targets',
	name: 'allowedTargets',
	type: 'string',
	default: '',
	placeholder: 'e.g. 101, 2*, +14155550100, +1415*',
	description:
		'The only places that a call may be sent to, separated by commas: extension numbers, and phone numbers with + and the country code. A star at the end stands for any further digits. Calls to other places are not sent.',
};

export const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to return what would be sent to RingCentral without sending it, so that no call is touched',
};

/** The options of every operation that sends a call to a target. */
export const outgoingCallOptions: INodeProperties[] = [allowedTargetsField, dryRunField];

/** The country that the call is made from, whose dialling rules apply. */
export const countryField = idLocator({
	displayName: 'Country',
	name: 'countryId',
	description: 'The country that the call is made from, if it is not your own',
	search: 'searchCountries',
	listPlaceholder: 'Your own country',
	idPlaceholder: 'e.g. 1',
});

/** The number that the callee sees. */
export const callerIdField: INodeProperties = {
	displayName: 'Caller ID',
	name: 'callerId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The number that the called person sees, if it is not your usual one',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Your usual number',
			typeOptions: { searchListMethod: 'searchCallerIds', searchable: true },
		},
		{
			displayName: 'By Phone Number',
			name: 'phoneNumber',
			type: 'string',
			placeholder: 'e.g. +14155550100',
			validation: [withCountryCode],
		},
	],
};
