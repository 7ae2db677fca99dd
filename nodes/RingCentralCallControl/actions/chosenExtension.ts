import type { IExecuteFunctions } from 'n8n-workflow';

import type { IdLocator } from '../descriptions/idLocator';
import { isFields } from '../calls/events/unknown';
import { extensionIdOrOwn } from './extensionIdParameter';
import { requiredExtensionOfNumber } from './extensionOfNumber';
import type { Field } from './parameters';

/** A way to name an extension between the list and its ID. */
export const byNumber: Required<Pick<IdLocator, 'modes'>> = {
	modes: [{ displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. 101' }],
};

/**
 * RingCentral's id of the extension that a locator with `byNumber` names; without a choice "~",
 * its sign for one's own.
 */
export async function chosenExtensionId(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): Promise<string> {
	const locator: unknown = context.getNodeParameter(field.name, itemIndex, '');
	const isByNumber = isFields(locator) && locator.mode === 'number' && locator.value !== '';
	return isByNumber
		? await requiredExtensionOfNumber(context, field, itemIndex)
		: extensionIdOrOwn(context, field, itemIndex);
}
