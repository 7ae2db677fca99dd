import type { IExecuteFunctions } from 'n8n-workflow';

import { optionsField } from '../descriptions/options';
import { isFields, type Fields } from '../calls/events/unknown';

/** The options that were added for this item, by their names; others are missing. */
export function optionsOf(context: IExecuteFunctions, itemIndex: number): Fields {
	const options: unknown = context.getNodeParameter(optionsField([]).name, itemIndex, {});
	return isFields(options) ? options : {};
}
