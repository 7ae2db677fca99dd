/** Guards for values that come from outside and whose shape nobody has checked yet. */

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object; anything else has none. */
export function fieldsOf(value: unknown): Fields {
	return isFields(value) ? value : {};
}

/** A string that says something: RingCentral sends IDs both as strings and as numbers. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
