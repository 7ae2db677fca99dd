import type { IExecuteFunctions } from 'n8n-workflow';

import { parameterFault, requiredText, type Field } from './parameters';

const ADVICE =
	"Enter the short number of a colleague or a call queue, e.g. 101. A number outside your company goes into 'Phone Number'.";

/** The short number of an extension, checked before it is sent. RingCentral's have up to 8 digits. */
export function requiredExtensionNumber(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): string {
	const extensionNumber = requiredText(context, field, itemIndex, ADVICE);
	if (!/^\d{1,8}$/.test(extensionNumber)) {
		throw parameterFault(
			context,
			field,
			itemIndex,
			`is not an extension number: ${extensionNumber}`,
			ADVICE,
		);
	}
	return extensionNumber;
}
