import type { IExecuteFunctions } from 'n8n-workflow';

import { deviceField } from '../descriptions/device';
import { requiredId } from './parameters';

/** The phone that this item is to use. */
export function requiredDevice(context: IExecuteFunctions, itemIndex: number): string {
	return requiredId(context, deviceField, itemIndex, 'Choose one of your phones from the list.');
}
