// `npm test`: completes the setup, then runs all checks and suites. It starts before any package is
// installed, so it is plain JavaScript without dependencies.
//
// `npm test -- unit engine` runs these suites only, `npm test -- test/unit/rooms.test.mts` this file only,
// both without the checks.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	binary,
	build,
	installN8n,
	installOtherN8ns,
	installProject,
	projectRoot,
	SetupRefused,
} from '../lab/setup.mjs';
import { runChecks } from './runner/checks.mjs';
import { chosenTests, NoSuchTests, suites } from './runner/chosenTests.mjs';
import { runProgram } from './runner/program.mjs';

/** Suites that start n8n itself. */
const suitesWithN8n = ['e2e', 'browser'];

const names = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const remarks = [];

let wanted;
try {
	wanted = chosenTests(names.length > 0 ? names : suites, projectRoot);
} catch (error) {
	if (!(error instanceof NoSuchTests)) throw error;
	console.error(error.message);
	process.exit(1);
}

try {
	await installProject();
	if (wanted.some(({ suite }) => suitesWithN8n.includes(suite))) await installN8n();
	if (wanted.some(({ suite }) => suite === 'e2e')) await installOtherN8ns();
	await build();
} catch (error) {
	if (!(error instanceof SetupRefused)) throw error;
	console.error(error.message);
	finish({ ...total, failed: total.failed + 1 });
}
if (names.length === 0) {
	total.passed += 1; // The build has just succeeded.
	const { passed, failed } = runChecks();
	total.passed += passed.length;
	total.failed += failed.length;
	remarks.push(...failed.map((name) => `failed: ${name}`));
}
wanted.forEach(runSuite);
finish(total);

function runSuite({ suite, paths }) {
	console.log(`\nSuite ${suite}`);
	const folder = mkdtempSync(path.join(tmpdir(), 'ringcentral-call-control-'));
	const report = path.join(folder, 'report.json');
	const { status } = runProgram(
		[
			binary('jest', 'bin/jest.js'),
			...paths.map(jestPattern),
			...['--json', '--outputFile', report],
			// One n8n at a time: two would compete for the processor and slow each other down. Jest by itself
			// leaves one processor idle.
			...(suitesWithN8n.includes(suite) ? ['--runInBand'] : ['--maxWorkers=100%']),
		],
		'inherit',
	);
	const result = readReport(report);
	rmSync(folder, { recursive: true, force: true });
	if (result === undefined) {
		total.failed += 1;
		remarks.push(
			`failed: suite ${suite}, jest ended with exit code ${status} before it had a result`,
		);
		return;
	}
	total.passed += result.numPassedTests;
	total.skipped += result.numPendingTests + result.numTodoTests;
	// A file that cannot be loaded has no tests, but it did not pass.
	total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
	remarks.push(...remarksOn(result, suite));
}

/** A skipped test has the reason in the name of its describe block, or in its own. */
function remarksOn({ testResults }, suite) {
	const titles = new Map();
	for (const { name, assertionResults, status } of testResults) {
		if (status === 'failed' && assertionResults.length === 0) {
			titles.set(`failed: ${suite}: ${path.relative(projectRoot, name)} cannot be run`, []);
		}
		for (const test of assertionResults.filter((result) => result.status !== 'passed')) {
			const outcome = test.status === 'failed' ? 'failed' : 'skipped';
			const group = [outcome, suite, ...test.ancestorTitles].join(': ');
			titles.set(group, [...(titles.get(group) ?? []), test.title]);
		}
	}
	return [...titles].map(([group, tests]) => [group, ...tests].join('\n    '));
}

function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/** Jest matches a path as a regular expression anywhere in the path of a test file. */
function jestPattern(place) {
	const absolute = path.join(projectRoot, place).replaceAll(/[.*+?^${}()|[\]]/g, '\\$&');
	return place.endsWith('/') ? `^${absolute}` : `^${absolute}$`;
}

function finish({ passed, failed, skipped }) {
	if (remarks.length > 0) console.log(`\n${remarks.join('\n')}`);
	console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
	process.exit(failed === 0 ? 0 : 1);
}
