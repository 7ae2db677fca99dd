import { apiPath } from './apiPath';

/** The subscriptions of the signed-in user through this app. */
export const SUBSCRIPTIONS_PATH = '/restapi/v1.0/subscription';

export function subscriptionPath(subscriptionId: string): string {
	return `${SUBSCRIPTIONS_PATH}${apiPath`/${subscriptionId}`}`;
}
