import { idLocator } from './idLocator';

/** The target of a flip: one of the user's own numbers that are set up for it. */
export const flipNumberField = idLocator({
	displayName: 'Flip To',
	name: 'flipNumber',
	required: true,
	description: 'Your other phone, as set up for call flip in RingCentral',
	search: 'searchFlipNumbers',
	listPlaceholder: 'Select a number...',
	idPlaceholder: 'e.g. 2',
});
