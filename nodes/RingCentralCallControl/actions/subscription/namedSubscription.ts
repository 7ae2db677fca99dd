import { subscriptionField } from '../../descriptions/subscription';
import type { Item } from '../item';

/** The subscription that 'Subscription' names. */
export const namedSubscription = {
	field: subscriptionField,
	id: (item: Item): string =>
		item.requiredId(subscriptionField, 'Choose a subscription from the list.'),
	advice:
		'It has ended, was deleted, or belongs to another user or app. Unpublish and publish the workflow of its trigger to subscribe anew.',
};
