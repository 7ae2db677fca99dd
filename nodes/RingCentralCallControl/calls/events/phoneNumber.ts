/** What people put between the digits of a phone number: spaces, dashes, dots, brackets, slashes. */
const FORMATTING = /[\s().\-/\u2010-\u2015\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/** A plus, a country code, and at most 15 digits: https://www.itu.int/rec/T-REC-E.164 */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * The number in the form that RingCentral dials everywhere ("+14155550100"), or undefined when it
 * is not a whole international number. Nothing is guessed: without a country code the same digits
 * are another phone in another country.
 */
export function e164Of(text: string): string | undefined {
	const number = withoutFormatting(text);
	return E164.test(number) ? number : undefined;
}

export function withoutFormatting(text: string): string {
	return text.replace(FORMATTING, '');
}

/** Whether it is the number of an extension, which colleagues dial: RingCentral allows up to eight digits. */
export function isShortNumber(number: string): boolean {
	return /^\d{1,8}$/.test(number);
}

/** Whether two numbers are the same phone: RingCentral writes some with a plus and others without. */
export function isSameNumber(one: string, other: string): boolean {
	return one === other || digitsOf(one) === digitsOf(other);
}

function digitsOf(number: string): string {
	const bare = withoutFormatting(number);
	return bare.startsWith('+') ? bare.slice(1) : bare;
}
