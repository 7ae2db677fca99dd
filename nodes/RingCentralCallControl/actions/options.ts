import type { IExecuteFunctions } from 'n8n-workflow';

import { optionsField } from '../descriptions/options';
import { isFields, type Fields } from '../telephony/unknown';

/** The optional parameters that are set for this item, unchecked. */
export function chosenOptions(context: IExecuteFunctions, itemIndex: number): Fields {
	const options: unknown = context.getNodeParameter(optionsField([]).name, itemIndex, {});
	return isFields(options) ? options : {};
}
