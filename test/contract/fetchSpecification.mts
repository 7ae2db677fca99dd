// `npm run specification`: fetches RingCentral's published API description for the tests that hold the
// simulator and the nodes against it. It may not be copied into the project, so that git ignores it.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { cutSpecification, publishedAt } from './publishedSpecification.mts';
import { fetchedFolder } from './sharedMaterial.mts';

const TIME_LIMIT_MILLISECONDS = 60_000;

const address = process.argv[2] ?? publishedAt;
let specification: Record<string, unknown>;
try {
	const response = await fetch(address, { signal: AbortSignal.timeout(TIME_LIMIT_MILLISECONDS) });
	if (!response.ok) throw new Error(`it answered ${response.status}`);
	specification = cutSpecification(await response.text());
} catch (error) {
	const { message, cause } = Object(error);
	const reason = cause instanceof Error ? cause.message : String(message);
	console.error(
		`RingCentral's API description was not to be had from ${address}: ${reason}. Tests that need it are skipped.`,
	);
	process.exit(1);
}

const file = path.join(fetchedFolder, 'openapi', 'ringcentral-call-control.json');
await mkdir(path.dirname(file), { recursive: true });
await writeFile(file, JSON.stringify(specification, undefined, '\t'));
console.log(
	`${Object.keys(Object(specification['paths'])).length} paths of RingCentral's API description are in ${file}`,
);
