import type { IExecuteFunctions } from 'n8n-workflow';

import { optionalText, requiredId, type Field } from './parameters';

/** The id of the chosen extension; without a choice "~", RingCentral's sign for one's own. */
export function extensionIdOrOwn(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): string {
	if (optionalText(context, field, itemIndex) === '') return '~';
	return requiredId(context, field, itemIndex, 'Choose an extension from the list.');
}
