// `npm test`: sets up what is missing, then runs every check and every suite. It starts before
// anything is installed, so it is plain JavaScript without dependencies.
//
// `npm test -- unit engine` runs only these suites, without the checks.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	binary,
	build,
	installN8n,
	installOtherN8ns,
	installProject,
	node24,
	projectRoot,
	SetupRefused,
} from '../lab/setup.mjs';

const suites = ['unit', 'contract', 'engine', 'package', 'e2e', 'browser'];

/** Suites that start n8n itself. */
const suitesWithN8n = ['e2e', 'browser'];

/** Checks of the sources; each counts as one test. */
const checks = [
	{
		name: "n8n's lint rules",
		command: [binary('@n8n/node-cli', 'bin/n8n-node.mjs'), 'lint'],
	},
	{
		name: 'lint rules for simulator, lab and tests',
		command: [
			binary('eslint', 'bin/eslint.js'),
			...['--config', 'eslint.tools.config.mjs', '--max-warnings', '0', '.'],
		],
	},
	{
		name: 'formatting',
		command: [binary('prettier', 'bin/prettier.cjs'), '--check', '.'],
	},
	{
		name: 'types of the package',
		command: [binary('typescript', 'bin/tsc'), '-p', 'tsconfig.json', '--noEmit'],
	},
	{
		name: 'types of simulator, lab and tests',
		command: [binary('typescript', 'bin/tsc'), '-p', 'tsconfig.tools.json'],
	},
];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !suites.includes(name));
if (unknown.length > 0) {
	console.error(`There is no suite ${unknown.join(', ')}. The suites are ${suites.join(', ')}.`);
	process.exit(1);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const remarks = [];
const wanted = chosen.length > 0 ? chosen : suites;

try {
	await installProject();
	if (wanted.some((suite) => suitesWithN8n.includes(suite))) await installN8n();
	if (wanted.includes('e2e')) await installOtherN8ns();
	await build();
} catch (error) {
	if (!(error instanceof SetupRefused)) throw error;
	console.error(error.message);
	finish({ ...total, failed: total.failed + 1 });
}
if (chosen.length === 0) {
	total.passed += 1; // The build has just succeeded.
	checks.forEach(runCheck);
}
wanted.forEach(runSuite);
finish(total);

function runCheck({ name, command }) {
	const { status, stdout, stderr } = run(command, 'pipe');
	console.log(`${status === 0 ? 'PASS' : 'FAIL'} ${name}`);
	if (status === 0) {
		total.passed += 1;
		return;
	}
	total.failed += 1;
	remarks.push(`failed: ${name}`);
	console.log(`${stdout}${stderr}`);
}

function runSuite(suite) {
	console.log(`\nSuite ${suite}`);
	const folder = mkdtempSync(path.join(tmpdir(), 'ringcentral-call-control-'));
	const report = path.join(folder, 'report.json');
	const { status } = run(
		[
			binary('jest', 'bin/jest.js'),
			`test/${suite}/`,
			...['--json', '--outputFile', report],
			// One n8n at a time: two would compete for the processor and slow each other down.
			...(suitesWithN8n.includes(suite) ? ['--runInBand'] : []),
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

/** A skipped test says in the name of its describe block, or in its own, why it is skipped. */
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

function run(command, stdio) {
	return spawnSync(node24, command, {
		cwd: projectRoot,
		stdio: ['ignore', stdio, stdio],
		encoding: 'utf8',
		maxBuffer: 100_000_000,
		env: {
			...process.env,
			// n8n-node calls tsc and eslint by name.
			PATH: [path.join(projectRoot, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter),
			CI: process.env.CI ?? 'true',
		},
	});
}

function finish({ passed, failed, skipped }) {
	if (remarks.length > 0) console.log(`\n${remarks.join('\n')}`);
	console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
	process.exit(failed === 0 ? 0 : 1);
}
