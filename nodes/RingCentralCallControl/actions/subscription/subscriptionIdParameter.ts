import { subscriptionField } from '../../descriptions/subscription';
import type { Item } from '../item';

export function requiredSubscriptionId(item: Item): string {
	return item.requiredId(subscriptionField, 'Choose a subscription from the list.');
}
