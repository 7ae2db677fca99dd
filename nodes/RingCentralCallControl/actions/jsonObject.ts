import type { IDataObject } from 'n8n-workflow';

import { isFields } from '../calls/events/unknown';

/** For RingCentral's answers: an object parsed from JSON holds nothing that an item may not hold. */
export function isJsonObject(value: unknown): value is IDataObject {
	return isFields(value);
}
