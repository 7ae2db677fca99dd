import type { INodeProperties } from 'n8n-workflow';

import { includeSipDataField } from './includeSipData';

/** An option of both triggers. */
export const eachRingingPhoneField: INodeProperties = {
	displayName: 'Start for Each Ringing Phone',
	name: 'eachRingingPhone',
	type: 'boolean',
	default: true,
	description:
		'Whether each phone at which a call rings starts the workflow. Otherwise only the first one does, until a person has answered; when that person transfers the call, the next phone counts again.',
};

export const triggerOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [includeSipDataField, eachRingingPhoneField],
};
