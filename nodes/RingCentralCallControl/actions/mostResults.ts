import type { IExecuteFunctions } from 'n8n-workflow';

import { parameterFault } from './parameters';

const limitField = { displayName: 'Limit', name: 'limit' };

/** How many results are wanted; `Infinity` with 'Return All'. */
export function mostResults(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) {
		return Number.POSITIVE_INFINITY;
	}
	const limit = Number(context.getNodeParameter(limitField.name, itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw parameterFault(
			context,
			limitField,
			itemIndex,
			`is not a whole number from 1 on: ${limit}`,
			"Enter how many results you want, or switch on 'Return All'.",
		);
	}
	return limit;
}
