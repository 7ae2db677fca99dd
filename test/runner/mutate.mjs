// `npm run mutate -- PATH`: makes small changes to the code of a file or room, one at a time, and reports
// the changes that its unit tests do not detect.
//
// For nodes/RingCentralCallControl/calls/parties these are the tests in test/unit/calls/parties; further
// arguments name others, as for `npm test`.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

import { binary, installProject, projectRoot, SetupRefused } from '../../lab/setup.mjs';
import { chosenTests, NoSuchTests } from './chosenTests.mjs';
import { runProgram } from './program.mjs';

const [mutated, ...named] = process.argv.slice(2);
try {
	const files = sourcesOf(mutated);
	const tests = chosenTests(named.length > 0 ? named : [testsOf(mutated)], projectRoot);
	await installProject();
	const paths = tests.flatMap((suite) => suite.paths);
	// For stryker.config.mjs: Stryker passes no arguments on to Jest.
	process.env.MUTATION_TESTS = JSON.stringify(paths);
	const stryker = binary('@stryker-mutator/core', 'bin/stryker.js');
	// All nodes are loaded for a test in n8n's engine, and what a file makes while it is loaded is the editor's
	// fields and texts, which other tests compare.
	const hasEngineTests = paths.some((place) => place.startsWith('test/engine/'));
	const left = hasEngineTests ? ['--ignoreStatic'] : [];
	const { status } = runProgram([stryker, 'run', '--mutate', files, ...left], 'inherit');
	process.exit(status ?? 1);
} catch (error) {
	if (!(error instanceof SetupRefused || error instanceof NoSuchTests)) throw error;
	console.error(error.message);
	process.exit(1);
}

/** A pattern for the source files of a file or folder. */
function sourcesOf(place) {
	if (place === undefined || !existsSync(path.join(projectRoot, place))) {
		throw new NoSuchTests(
			`${place === undefined ? '' : `There is no '${place}'. `}Name a file or folder below nodes/ or credentials/, as in npm run mutate -- nodes/RingCentralCallControl/calls/parties`,
		);
	}
	const isFolder = statSync(path.join(projectRoot, place)).isDirectory();
	return isFolder ? `${place.replace(/\/$/, '')}/**/*.ts` : place;
}

/** The folder or file of a source's unit tests, which mirror the tree. */
function testsOf(place) {
	return place
		.replace(/^(\.\/)?nodes\/[^/]+/, 'test/unit')
		.replace(/^(\.\/)?credentials/, 'test/unit/credentials')
		.replace(/\.ts$/, '.test.mts');
}
