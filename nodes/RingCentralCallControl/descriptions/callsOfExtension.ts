import { byNumber, idLocator } from './idLocator';

/** The owner of the listed calls; by default the signed-in user. */
export const callsOfExtensionField = idLocator({
	displayName: 'Extension',
	name: 'callsOfExtension',
	description: 'The user whose calls to get. Leave empty for your own calls.',
	search: 'searchUsers',
	listPlaceholder: 'Your own extension',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});
