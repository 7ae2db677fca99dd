import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../calls/events/unknown';
import { extensionOfNumber } from '../transport/http/extensionOfNumber';
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
	const extension = await extensionOfNumber(context, extensionNumber, itemIndex);
	const id = textOf(extension?.id);
	if (id !== undefined) return id;
	throw parameterFault(
		context,
		field,
		itemIndex,
		`is ${extensionNumber}, which is not an extension of your company`,
		'Check the number, or choose from the list.',
	);
}
