import type { IExecuteFunctions } from 'n8n-workflow';

import { subscriptionField } from '../../descriptions/subscription';
import { requiredId } from '../parameters';

export function requiredSubscriptionId(context: IExecuteFunctions, itemIndex: number): string {
	return requiredId(context, subscriptionField, itemIndex, 'Choose a subscription from the list.');
}
