import { subscriptionField } from '../../descriptions/subscription';
import type { NamingParameter } from '../refusedParameter';

export const namedSubscription: NamingParameter = {
	field: subscriptionField,
	advice:
		'It has ended, was deleted, or belongs to another user or app. Unpublish and publish the workflow of its trigger to subscribe anew.',
};
