import { withoutFormatting } from './phoneNumber';

/** One entry of a list of allowed targets: a whole number, or how numbers may begin. */
interface AllowedTarget {
	digits: string;
	isBeginning: boolean;
}

export type AllowedTargets = readonly AllowedTarget[];

/** A phone number begins with a plus, an extension's number or id with a digit. */
const ENTRY = /^(\+?\d+)(\*?)$/;

/** Reads a list like "101, 2*, +1 415 555 0100, +1415*"; `unusable` is the first entry that is none. */
export function allowedTargetsOf(text: string): { targets: AllowedTargets } | { unusable: string } {
	const targets: AllowedTarget[] = [];
	for (const entry of text.split(/[,;\n]/)) {
		if (entry.trim() === '') continue;
		const [, digits, star] = ENTRY.exec(withoutFormatting(entry)) ?? [];
		if (digits === undefined) return { unusable: entry.trim() };
		targets.push({ digits, isBeginning: star === '*' });
	}
	return { targets };
}

/** @param number as RingCentral writes it: "+14155550100", or the number of an extension. */
export function isAllowedNumber(targets: AllowedTargets, number: string): boolean {
	return targets.some(({ digits, isBeginning }) =>
		isBeginning ? number.startsWith(digits) : number === digits,
	);
}

/** RingCentral's ids look like numbers and mean nothing: no beginning of a number fits them. */
export function isAllowedId(targets: AllowedTargets, id: string): boolean {
	return targets.some(({ digits, isBeginning }) => !isBeginning && digits === id);
}
