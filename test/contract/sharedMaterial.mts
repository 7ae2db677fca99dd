import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/*
 * RingCentral's OpenAPI file and captured events may not be copied into the project. They are
 * read from the folder `shared` beside the project's, or, for a checkout elsewhere, from where
 * the environment variable RINGCENTRAL_SHARED says.
 */
const sharedFolder =
	process.env['RINGCENTRAL_SHARED'] ??
	path.resolve(import.meta.dirname, '..', '..', '..', 'shared');

/** The parsed file, or undefined in a checkout that has no shared folder. */
export function readSharedJson(...parts: string[]): unknown {
	const file = path.join(sharedFolder, ...parts);
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * A `describe` for tests made out of the material. Where that is missing there is nothing to make
 * them of, and one skipped test says why.
 */
export function describeWith(material: unknown, name: string, suite: () => void): void {
	if (material === undefined) {
		it.skip(`${name} (needs ${sharedFolder}, which is not there)`, () => undefined);
	} else {
		describe(name, suite);
	}
}
