import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { byNumber, idLocator } from './idLocator';
import { phoneNumberField } from './phoneNumber';

export const extensionField = idLocator({
	displayName: 'Extension',
	name: 'extension',
	required: true,
	description: 'The user or call queue that the call goes to',
	search: 'searchCallableExtensions',
	listPlaceholder: 'Select an extension...',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

export const voicemailField = idLocator({
	displayName: 'Voicemail Of',
	name: 'voicemailExtension',
	required: true,
	description: 'The extension whose voicemail takes the call',
	search: 'searchVoicemails',
	listPlaceholder: 'Select an extension...',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

export const parkLocationField = idLocator({
	displayName: 'Park Location',
	name: 'parkLocation',
	required: true,
	description: 'The park location where the call waits until somebody picks it up',
	search: 'searchParkLocations',
	listPlaceholder: 'Select a park location...',
	...byNumber,
	idPlaceholder: 'e.g. 62909551005',
});

export type TargetKind = 'extension' | 'parkLocation' | 'phoneNumber' | 'voicemail';

const TARGETS: Record<TargetKind, { option: INodePropertyOptions; field: INodeProperties }> = {
	extension: {
		option: {
			name: 'Extension',
			value: 'extension',
			description: 'A colleague or a call queue of your company',
		},
		field: extensionField,
	},
	parkLocation: {
		option: {
			name: 'Park Location',
			value: 'parkLocation',
			description: 'A place where the call waits until somebody picks it up',
		},
		field: parkLocationField,
	},
	phoneNumber: {
		option: {
			name: 'Phone Number',
			value: 'phoneNumber',
			description: 'Any phone, for example a mobile phone',
		},
		field: phoneNumberField,
	},
	voicemail: {
		option: {
			name: 'Voicemail',
			value: 'voicemail',
			description: 'The voicemail of a colleague or a call queue',
		},
		field: voicemailField,
	},
};

export const targetField = { displayName: 'Target', name: 'target' };

/** The target of a call: its kind, and one field for each kind, shown when that kind is chosen. */
export function targetProperties(kinds: readonly TargetKind[]): INodeProperties[] {
	return [
		{
			...targetField,
			type: 'options',
			options: kinds.map((kind) => TARGETS[kind].option),
			default: 'extension',
			description: 'Where the call goes',
		},
		...kinds.flatMap((kind) =>
			updateDisplayOptions({ show: { target: [kind] } }, [TARGETS[kind].field]),
		),
	];
}
