import { flipNumberField } from '../../descriptions/flipNumber';
import { partyOperation } from './partyOperation';
import { success } from './partyOutput';

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
