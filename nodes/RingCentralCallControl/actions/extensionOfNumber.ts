import type { IExecuteFunctions } from 'n8n-workflow';

import { isFields, listOf, textOf } from '../calls/events/unknown';
import { request } from '../transport/http/request';
import { requiredExtensionNumber } from './extensionNumberParameter';
import { parameterFault, type Field } from './parameters';

/**
 * RingCentral's id of the extension whose short number a parameter holds.
 *
 * @throws NodeOperationError naming the parameter, when the company has no such extension.
 */
export async function requiredExtensionOfNumber(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): Promise<string> {
	const extensionNumber = requiredExtensionNumber(context, field, itemIndex);
	const answer = await request(context, {
		method: 'GET',
		path: '/restapi/v1.0/account/~/extension',
		query: { extensionNumber },
		itemIndex,
	});
	const extension = listOf(isFields(answer) ? answer.records : undefined)
		.filter(isFields)
		.find((record) => textOf(record.extensionNumber) === extensionNumber);
	const id = textOf(extension?.id);
	if (id !== undefined) return id;
	throw parameterFault(
		context,
		field,
		itemIndex,
		`is an extension that your company does not have: ${extensionNumber}`,
		'Check the number, or choose from the list.',
	);
}
