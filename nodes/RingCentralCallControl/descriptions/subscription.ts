import { idLocator } from './idLocator';

const subscription = {
	displayName: 'Subscription',
	name: 'subscriptionId',
	search: 'searchSubscriptions',
	idPlaceholder: 'e.g. 2461434a-276a-4073-bd26-34089effbad5',
};

export const subscriptionField = idLocator({
	...subscription,
	required: true,
	description: 'A subscription of this user and app, such as the one of a trigger',
	listPlaceholder: 'Select a subscription...',
});

export const subscriptionOrAllField = idLocator({
	...subscription,
	description: 'The subscription to check. Leave empty for all of this user and app.',
	listPlaceholder: 'All subscriptions',
});
