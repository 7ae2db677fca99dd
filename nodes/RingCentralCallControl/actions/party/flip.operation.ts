import { idLocator } from '../../descriptions/idLocator';
import { partyOperation } from './partyOperation';
import { success } from './partyOutput';

/** The target of a flip: one of the user's own numbers that are set up for it. */
const flipNumberField = idLocator({
	displayName: 'Flip To',
	name: 'flipNumber',
	required: true,
	description: 'Your other phone, as set up for call flip in RingCentral',
	search: 'searchFlipNumbers',
	listPlaceholder: 'Select a number...',
	idPlaceholder: 'e.g. 2',
});

export const flip = partyOperation({
	name: 'Flip',
	value: 'flip',
	action: 'Flip call to another phone',
	description: 'Continue an answered call on another of your own phones',
	properties: [flipNumberField],
	request: (item) => ({
		method: 'POST',
		path: '/flip',
		// Assumption FLIP-ID: the flip number in RingCentral's list; its example sends "*2", which is
		// passed on as well.
		body: { callFlipId: item.requiredText(flipNumberField, ADVICE) },
	}),
	output: success,
	fields: { callFlipId: flipNumberField },
});

const ADVICE = 'Choose one of your numbers from the list.';
