import type { Field, Item } from './item';

const ADVICE =
	"Enter the short number of a colleague or a call queue, e.g. 101. A number outside your company goes into 'Phone Number'.";

/** The short number of an extension, checked before it is sent. RingCentral's have up to 8 digits. */
export function requiredExtensionNumber(item: Item, field: Field): string {
	const extensionNumber = item.requiredText(field, ADVICE);
	if (!/^\d{1,8}$/.test(extensionNumber)) {
		throw item.parameterError(field, `is not an extension number: ${extensionNumber}`, ADVICE);
	}
	return extensionNumber;
}
