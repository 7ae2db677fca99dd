import type { IExecuteFunctions } from 'n8n-workflow';

import { phoneNumberField } from '../descriptions/phoneNumber';
import { e164Of, numberInCallOf } from '../calls/events/phoneNumber';
import { parameterFault, requiredText, type Field } from './parameters';

const ADVICE =
	'Write the whole number with + and the country code, e.g. +14155550100. Spaces, dashes and brackets do not matter.';

/** The phone number of this item in the form that RingCentral dials, checked before it is sent. */
export function requiredPhoneNumber(
	context: IExecuteFunctions,
	itemIndex: number,
	field: Field = phoneNumberField,
): string {
	const text = requiredText(context, field, itemIndex, ADVICE);
	const phoneNumber = e164Of(text);
	if (phoneNumber === undefined) {
		throw parameterFault(
			context,
			field,
			itemIndex,
			`is not an international phone number: ${text}`,
			ADVICE,
		);
	}
	return phoneNumber;
}

const ADVICE_IN_CALL =
	'Write a phone number with + and the country code, e.g. +14155550100, or the short number of an extension, e.g. 101.';

/** The number by which a party of a call is named: an international one, or an extension's. */
export function requiredNumberInCall(
	context: IExecuteFunctions,
	itemIndex: number,
	field: Field,
): string {
	const text = requiredText(context, field, itemIndex, ADVICE_IN_CALL);
	const number = numberInCallOf(text);
	if (number === undefined) {
		throw parameterFault(
			context,
			field,
			itemIndex,
			`is neither an international phone number nor a short one: ${text}`,
			ADVICE_IN_CALL,
		);
	}
	return number;
}
