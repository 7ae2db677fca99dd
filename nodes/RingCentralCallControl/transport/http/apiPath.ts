import { UnexpectedError } from 'n8n-workflow';

/**
 * Builds a path of RingCentral's API; every inserted value, with any characters, becomes exactly one
 * segment.
 *
 * @throws UnexpectedError for a value that no encoding can keep in one segment (empty, "." and
 * ".."). Parameters are checked before they get here; this is the last line of defence.
 */
export function apiPath(literals: TemplateStringsArray, ...values: string[]): string {
	return literals.reduce((path, literal, index) => {
		const value = values[index - 1] ?? '';
		if (value === '' || value === '.' || value === '..') {
			throw new UnexpectedError(`"${value}" cannot be part of a RingCentral address`);
		}
		// "~" stands for "my own" in RingCentral's paths, and encodeURIComponent leaves it alone.
		return `${path}${encodeURIComponent(value)}${literal}`;
	});
}
