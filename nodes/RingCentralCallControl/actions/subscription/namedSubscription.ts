import { subscriptionField } from '../../descriptions/subscription';
import type { Named } from '../namedRequest';

export const namedSubscription: Named = {
	field: subscriptionField,
	advice:
		'It has ended, was deleted, or belongs to another user or app. Unpublish and publish the workflow of its trigger to subscribe anew.',
};
