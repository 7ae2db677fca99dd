import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { isJsonObject } from '../../simulator/requestBody.mts';

const projectRoot = path.resolve(import.meta.dirname, '..', '..');

/** The folder for `npm run specification`, with RingCentral's API description as `openapi/…`. */
export const fetchedFolder = path.join(projectRoot, '.lab', 'shared');

/*
 * RingCentral's API description and captured events may not be copied into the project. They are read
 * from the folder `shared` beside the project's, or, for a checkout elsewhere, from the folder in the
 * environment variable RINGCENTRAL_SHARED; the API description also from the project's own download.
 */
const sharedFolder = process.env['RINGCENTRAL_SHARED'] ?? path.join(projectRoot, '..', 'shared');

const fixtures = path.join(projectRoot, 'test', 'fixtures');

/** A parsed file of this material, or undefined in a checkout that lacks it. */
export function readSharedJson(...parts: string[]): unknown {
	return [sharedFolder, fetchedFolder].map((folder) => readJson(folder, ...parts)).find(Boolean);
}

/** The notifications of a captured or written recording; undefined for a captured recording that is missing. */
export function readRecording(name: string): unknown[] | undefined {
	const entries =
		readJson(fixtures, 'corpus', `${name}.json`) ?? readSharedJson('corpus', `${name}.json`);
	return Array.isArray(entries) ? entries : undefined;
}

/**
 * The notifications of a case in `test/fixtures/cases`: RingCentral's form of a small part of a call.
 *
 * @throws Error where there is no such case.
 */
export function readCase(name: string): unknown[] {
	const written = readJson(fixtures, 'cases', `${name}.json`);
	const events: unknown = isJsonObject(written) ? written['events'] : undefined;
	if (!Array.isArray(events)) throw new Error(`There is no case ${name} with events`);
	return events;
}

/**
 * A `describe` for tests that need material from outside the project. Where it is missing, one
 * skipped test says so.
 */
export function describeWith(material: unknown, name: string, suite: () => void): void {
	if (material === undefined) {
		it.skip(`${name} (needs what CONTRIBUTING.md calls captured material)`, () => undefined);
	} else {
		describe(name, suite);
	}
}

function readJson(...parts: string[]): unknown {
	const file = path.join(...parts);
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
