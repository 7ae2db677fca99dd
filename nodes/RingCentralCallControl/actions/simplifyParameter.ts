import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Fields } from '../calls/events/unknown';
import { isJsonObject } from './jsonObject';

/** RingCentral's answer, in the form that 'Simplify' asks for. */
export function asWished(
	context: IExecuteFunctions,
	itemIndex: number,
	answer: unknown,
	simplified: (answer: Fields) => IDataObject,
): IDataObject {
	const json = isJsonObject(answer) ? answer : {};
	return context.getNodeParameter('simplify', itemIndex, true) === true ? simplified(json) : json;
}
