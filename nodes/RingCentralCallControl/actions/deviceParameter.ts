import { deviceField } from '../descriptions/device';
import type { Item } from './item';

/** The phone that this item is to use. */
export function requiredDevice(item: Item): string {
	return item.requiredId(deviceField, 'Choose one of your phones from the list.');
}
