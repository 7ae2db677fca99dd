/** Guards for values from outside, of unknown shape. */

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object; empty for any other value. */
export function fieldsOf(value: unknown): Fields {
	return isFields(value) ? value : {};
}

/** A non-empty string, also of a number: RingCentral sends IDs as either. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
