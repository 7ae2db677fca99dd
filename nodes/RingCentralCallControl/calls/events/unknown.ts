/** Guards for values from outside, whose shape is not checked yet. */

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string that says something: RingCentral sends ids both as strings and as numbers. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The texts in a list; other values are left out. */
export function textsOf(value: unknown): string[] {
	return listOf(value).flatMap((entry) => textOf(entry) ?? []);
}
