import type { IDataObject } from 'n8n-workflow';

import { isFields } from '../calls/events/unknown';

/** For RingCentral's answers: any object parsed from JSON is valid in an item. */
export function isJsonObject(value: unknown): value is IDataObject {
	return isFields(value);
}
