import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { isJsonObject } from '../../simulator/requestBody.mts';

const projectRoot = path.resolve(import.meta.dirname, '..', '..');

/** Where `npm run specification` puts RingCentral's API description, as `openapi/…`. */
export const fetchedFolder = path.join(projectRoot, '.lab', 'shared');

/*
 * RingCentral's API description and captured events may not be copied into the project. They are read
 * from the folder `shared` beside the project's, or, for a checkout elsewhere, from where the environment
 * variable RINGCENTRAL_SHARED says; the API description also from where the project fetches it.
 */
const sharedFolder = process.env['RINGCENTRAL_SHARED'] ?? path.join(projectRoot, '..', 'shared');

const fixtures = path.join(projectRoot, 'test', 'fixtures');

/** The parsed file of material that is not ours, or undefined in a checkout that lacks it. */
export function readSharedJson(...parts: string[]): unknown {
	return [sharedFolder, fetchedFolder].map((folder) => readJson(folder, ...parts)).find(Boolean);
}

/** The notifications of a recording, captured or written; undefined where a captured one is lacking. */
export function readRecording(name: string): unknown[] | undefined {
	const entries =
		readJson(fixtures, 'corpus', `${name}.json`) ?? readSharedJson('corpus', `${name}.json`);
	return Array.isArray(entries) ? entries : undefined;
}

/**
 * The notifications of a case in `test/fixtures/cases`: how RingCentral tells a small piece of a call.
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
 * A `describe` for tests made out of material that is not ours. Where that is missing there is nothing
 * to make them of, and one skipped test says why.
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
