import type { IExecuteFunctions } from 'n8n-workflow';

import { isShortNumber } from '../calls/events/phoneNumber';
import { isFields, textOf } from '../calls/events/unknown';
import { extensionOfNumber } from '../transport/http/extensionOfNumber';
import { requiredExtensionNumber } from './extensionNumberParameter';
import { optionalText, parameterFault, requiredId, type Field } from './parameters';

/**
 * RingCentral's id of the chosen extension, looked up when it is named by its short number.
 *
 * @throws NodeOperationError naming the parameter, when it is empty or the company has no such extension.
 */
export async function requiredExtensionId(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	advice = 'Choose an extension from the list.',
): Promise<string> {
	return isByNumber(context, field, itemIndex)
		? await requiredExtensionOfNumber(context, field, itemIndex)
		: requiredId(context, field, itemIndex, advice);
}

/** Like `requiredExtensionId`; without a choice "~", RingCentral's sign for one's own. */
export async function extensionIdOrOwn(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): Promise<string> {
	if (optionalText(context, field, itemIndex) === '') return '~';
	return await requiredExtensionId(context, field, itemIndex);
}

/**
 * Whether a parameter holds the short number of an extension, and not RingCentral's id. A model that
 * fills it in knows the number only, in each mode.
 */
export function isByNumber(context: IExecuteFunctions, field: Field, itemIndex: number): boolean {
	const locator: unknown = context.getNodeParameter(field.name, itemIndex, '');
	if (isFields(locator) && locator.mode === 'number') return true;
	return isFilledByModel(context, field) && isShortNumber(optionalText(context, field, itemIndex));
}

/** Whether an agent's model fills a parameter in: n8n's `$fromAI()`, in each of its spellings. */
export function isFilledByModel(context: IExecuteFunctions, { name }: Field): boolean {
	const saved: unknown = context.getNode().parameters[name];
	return /\$fromai\s*\(/i.test(JSON.stringify(saved ?? ''));
}

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
