import { isShortNumber } from '../calls/events/phoneNumber';
import { isFields, textOf } from '../calls/events/unknown';
import { extensionOfNumber } from '../transport/http/extensionOfNumber';
import type { Field, Item } from './item';

/**
 * RingCentral's id of the chosen extension. A short number is looked up.
 *
 * @throws NodeOperationError naming the parameter, when it is empty or the company has no such extension.
 */
export async function requiredExtensionId(
	item: Item,
	field: Field,
	advice = 'Choose an extension from the list.',
): Promise<string> {
	return isByNumber(item, field)
		? await requiredExtensionOfNumber(item, field)
		: item.requiredId(field, advice);
}

/** Like `requiredExtensionId`; without a choice "~", RingCentral's sign for the user's own. */
export async function extensionIdOrOwn(item: Item, field: Field): Promise<string> {
	if (item.isLeftEmpty(field)) return '~';
	return await requiredExtensionId(item, field);
}

/**
 * Whether a parameter holds the short number of an extension, and not RingCentral's id. An AI model
 * knows only the number, and uses it in any mode.
 */
export function isByNumber(item: Item, field: Field): boolean {
	const locator = item.value(field, '');
	if (isFields(locator) && locator.mode === 'number') return true;
	return isFilledByModel(item, field) && isShortNumber(item.text(field));
}

/** Whether an agent's model fills in a parameter: n8n's `$fromAI()`, in any spelling. */
export function isFilledByModel(item: Item, { name }: Field): boolean {
	const saved: unknown = item.context.getNode().parameters[name];
	return /\$fromai\s*\(/i.test(JSON.stringify(saved ?? ''));
}

/**
 * Looks up RingCentral's id of an extension by the short number in a parameter.
 *
 * @throws NodeOperationError naming the parameter, when the company has no such extension.
 */
export async function requiredExtensionOfNumber(item: Item, field: Field): Promise<string> {
	const extensionNumber = requiredExtensionNumber(item, field);
	const extension = await extensionOfNumber(item.context, extensionNumber, item.index);
	const id = textOf(extension?.id);
	if (id !== undefined) return id;
	throw item.parameterError(
		field,
		`is ${extensionNumber}, which is not an extension of your company`,
		'Check the number, or choose from the list.',
	);
}

const NUMBER_ADVICE =
	"Enter the short number of a colleague or a call queue, e.g. 101. A number outside your company goes into 'Phone Number'.";

/** The short number of an extension, validated. RingCentral's have up to 8 digits. */
export function requiredExtensionNumber(item: Item, field: Field): string {
	const extensionNumber = item.requiredText(field, NUMBER_ADVICE);
	if (!isShortNumber(extensionNumber)) {
		throw item.parameterError(
			field,
			`is not an extension number: ${extensionNumber}`,
			NUMBER_ADVICE,
		);
	}
	return extensionNumber;
}
