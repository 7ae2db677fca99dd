import type { IExecuteFunctions } from 'n8n-workflow';

/** As many results as 'Return All' and 'Limit' ask for. */
export function limited<Result>(
	context: IExecuteFunctions,
	itemIndex: number,
	results: Result[],
): Result[] {
	const isEverything = context.getNodeParameter('returnAll', itemIndex, false) === true;
	return isEverything
		? results
		: results.slice(0, Number(context.getNodeParameter('limit', itemIndex, 50)));
}
