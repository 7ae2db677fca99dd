import { idLocator } from './idLocator';

/** One of the signed-in user's phones. */
export const deviceField = idLocator({
	displayName: 'Phone',
	name: 'deviceId',
	required: true,
	description: 'Your phone that takes the call. It has to be switched on.',
	search: 'searchDevices',
	listPlaceholder: 'Select a phone...',
	idPlaceholder: 'e.g. 400018633008',
});
