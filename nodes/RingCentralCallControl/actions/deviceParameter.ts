import { deviceField } from '../descriptions/device';
import type { Item } from './item';

/** RingCentral's id of the phone chosen for this item. */
export function requiredDevice(item: Item): string {
	return item.requiredId(deviceField, 'Choose one of your phones from the list.');
}
