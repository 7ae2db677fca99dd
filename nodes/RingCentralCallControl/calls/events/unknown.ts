/** Guards for unchecked values from outside. */

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A non-empty string. Numbers become strings, because RingCentral sends IDs as both. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The message of a thrown value. */
export function messageOf(thrown: unknown): string {
	return (isFields(thrown) && textOf(thrown.message)) || 'no reason given';
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The values in a list that can be read, without the others. */
export function readList<Read>(value: unknown, read: (entry: unknown) => Read | undefined): Read[] {
	const values: Read[] = [];
	for (const entry of listOf(value)) {
		const one = read(entry);
		if (one !== undefined) values.push(one);
	}
	return values;
}

/** The texts in a list, without other values. */
export function textsOf(value: unknown): string[] {
	return readList(value, textOf);
}
