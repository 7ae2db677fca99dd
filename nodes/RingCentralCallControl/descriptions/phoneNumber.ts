import type { INodeProperties } from 'n8n-workflow';

export const phoneNumberField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +14155550100',
	description:
		'The number to call, with + and the country code. Spaces, dashes and brackets are removed.',
};
