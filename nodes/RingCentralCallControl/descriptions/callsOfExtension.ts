import { byNumber, idLocator } from './idLocator';

/** Whose calls to list; without a choice it is the signed-in user. */
export const callsOfExtensionField = idLocator({
	displayName: 'Extension',
	name: 'callsOfExtension',
	description: 'The user whose calls to get. Leave empty for your own calls.',
	search: 'searchUsers',
	listPlaceholder: 'Your own extension',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});
