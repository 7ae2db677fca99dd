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

/** The states of a switch, by the texts that an expression may give. */
const SWITCH_STATES = new Map([
	['true', true],
	['1', true],
	['false', false],
	['0', false],
]);

/**
 * The state of a switch; undefined for any other value. An expression may give it as a text or a number too:
 * n8n's variables are texts, and some databases have no other.
 */
export function switchStateOf(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	return SWITCH_STATES.get(textOf(value)?.trim().toLowerCase() ?? '');
}

/** An unusable value in a message. */
export function wordsOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (isFields(value)) return 'an object';
	return typeof value === 'boolean' ? String(value) : (textOf(value) ?? 'nothing');
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
