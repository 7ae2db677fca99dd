import { withoutFormatting } from './phoneNumber';

/** A whole number, or the beginning of the allowed numbers. */
interface AllowedTarget {
	digits: string;
	isBeginning: boolean;
}

export type AllowedTargets = readonly AllowedTarget[];

/** A phone number begins with a plus, an extension's number or ID with a digit. */
const ENTRY = /^(\+?\d+)(\*?)$/;

/** Parses a list such as "101, 2*, +1 415 555 0100, +1415*"; `unusable` is the first invalid entry. */
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

/** An ID only looks like a number: its first digits have no meaning, so only whole entries match. */
export function isAllowedId(targets: AllowedTargets, id: string): boolean {
	return targets.some(({ digits, isBeginning }) => !isBeginning && digits === id);
}
