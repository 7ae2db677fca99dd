/**
 * Characters between the digits of a phone number that are not dialled: spaces, dashes, dots,
 * slashes, tildes and invisible marks. They are those of libphonenumber's `VALID_PUNCTUATION`, the
 * middle dots of signatures, and the marks for the direction of writing.
 * https://github.com/google/libphonenumber/blob/master/java/libphonenumber/src/com/google/i18n/phonenumbers/PhoneNumberUtil.java
 */
const FORMATTING =
	/[\s.\-/~\u00ad\u00b7\u200b-\u200f\u2010-\u2015\u2022\u202a-\u202e\u2053\u2060\u2066-\u2069\u2212\u223c\u30fc\ufeff]/g;

/** The full-width forms of ASCII characters in Chinese and Japanese text, e.g. "＋８１". */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** The scheme of a link, or the word of a signature: https://www.rfc-editor.org/rfc/rfc3966 */
const LABEL = /^tel:?/i;

/**
 * A country code, in brackets or not, and the bracketed digits right after it. No country code is
 * the beginning of another: https://www.itu.int/pub/T-SP-E.164D
 */
const COUNTRY_AND_BRACKET =
	/^\(?\+\(?(1|7|2(?:[07]|[1-689]\d)|3(?:[0-469]|[578]\d)|4(?:[013-9]|2\d)|5(?:[1-8]|[09]\d)|6(?:[0-6]|[7-9]\d)|8(?:[1246]|[03578]\d)|9(?:[0-58]|[679]\d))\)?\((\d+)\)/;

/** A plus, a country code, and at most 15 digits: https://www.itu.int/rec/T-REC-E.164 */
const E164 = /^\+[1-9]\d{6,14}$/;

/** The number of an extension. RingCentral's have up to 8 digits. */
const SHORT_NUMBER = /^\d{1,8}$/;

/**
 * Country codes with no prefix "0" of their own and with numbers that begin with a zero, so that a
 * zero in brackets belongs to the number: Burkina Faso, Benin, the Republic of the Congo, Côte
 * d'Ivoire, San Marino, Italy with the Vatican, and Tajikistan.
 * https://github.com/google/libphonenumber/blob/master/resources/PhoneNumberMetadata.xml
 */
const NUMBERS_BEGIN_WITH_ZERO = new Set(['225', '226', '229', '242', '378', '39', '992']);

/** The prefix of an area code within a country, where it is not a zero. Same source. */
const OTHER_TRUNK_PREFIXES = new Map([
	['1', '1'],
	['36', '06'],
	['52', '01'],
	['7', '8'],
]);

/**
 * The number in the form that RingCentral dials everywhere ("+14155550100"); undefined if it is not
 * a whole international number. A country code is never guessed, because the same digits are a
 * different phone in each country.
 */
export function e164Of(text: string): string | undefined {
	const number = withoutFormatting(text);
	return E164.test(number) ? number : undefined;
}

/**
 * A number as it stands at an end of a call: international, or the short number of an extension
 * ("101"), which RingCentral gives for calls within the company.
 */
export function numberInCallOf(text: string): string | undefined {
	const number = withoutFormatting(text);
	return E164.test(number) || SHORT_NUMBER.test(number) ? number : undefined;
}

/** Whether this is the number of an extension, without plus and country code. */
export function isShortNumber(number: string): boolean {
	return SHORT_NUMBER.test(number);
}

/** The number as dialled from abroad, for example without the "(0)" of "+44 (0)20". */
export function withoutFormatting(text: string): string {
	return text
		.replace(FULL_WIDTH, (character) =>
			String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET),
		)
		.replace(FORMATTING, '')
		.replace(LABEL, '')
		.replaceAll('[', '(')
		.replaceAll(']', ')')
		.replace(COUNTRY_AND_BRACKET, (_, countryCode: string, bracket: string) => {
			return `+${countryCode}${dialledFromAbroad(countryCode, bracket)}`;
		})
		.replace(/[()]/g, '');
}

/** The dialled part of the bracketed digits after a country code. */
function dialledFromAbroad(countryCode: string, bracket: string): string {
	if (NUMBERS_BEGIN_WITH_ZERO.has(countryCode)) return bracket;
	const otherPrefix = OTHER_TRUNK_PREFIXES.get(countryCode);
	if (bracket === '0' || bracket === otherPrefix) return '';
	// An area code in its form for calls within the country, e.g. "+49 (030)".
	return otherPrefix === undefined ? bracket.replace(/^0(?=[1-9])/, '') : bracket;
}

/** Whether two numbers are the same phone: RingCentral writes some with a plus and others without. */
export function isSameNumber(one: string, other: string): boolean {
	return one === other || digitsOf(one) === digitsOf(other);
}

function digitsOf(number: string): string {
	const bare = withoutFormatting(number);
	return bare.startsWith('+') ? bare.slice(1) : bare;
}
