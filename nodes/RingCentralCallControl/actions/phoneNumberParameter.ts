import { phoneNumberField } from '../descriptions/phoneNumber';
import { e164Of, numberInCallOf } from '../calls/events/phoneNumber';
import type { Field, Item } from './item';

const ADVICE =
	'Write the whole number with + and the country code, e.g. +14155550100. Spaces, dashes and brackets do not matter.';

/** The phone number in a parameter, validated and in RingCentral's form for dialing. */
export function requiredPhoneNumber(item: Item, field: Field = phoneNumberField): string {
	const text = item.requiredText(field, ADVICE);
	const phoneNumber = e164Of(text);
	if (phoneNumber === undefined) {
		throw item.parameterError(field, `is not an international phone number: ${text}`, ADVICE);
	}
	return phoneNumber;
}

const ADVICE_IN_CALL =
	'Write a phone number with + and the country code, e.g. +14155550100, or the short number of an extension, e.g. 101.';

/** The number that names a party of a call: an international number or an extension's. */
export function requiredNumberInCall(item: Item, field: Field): string {
	const text = item.requiredText(field, ADVICE_IN_CALL);
	const number = numberInCallOf(text);
	if (number === undefined) {
		throw item.parameterError(
			field,
			`is neither an international phone number nor a short one: ${text}`,
			ADVICE_IN_CALL,
		);
	}
	return number;
}
