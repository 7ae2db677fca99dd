import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const runner = path.resolve(import.meta.dirname, '..', '..', 'runner', 'chosenTests.mjs');

let root: string;

beforeAll(() => {
	root = mkdtempSync(path.join(tmpdir(), 'chosen-tests-'));
	for (const suite of ['unit', 'contract', 'engine', 'package', 'e2e', 'browser']) {
		mkdirSync(path.join(root, 'test', suite, 'calls'), { recursive: true });
	}
	for (const file of [
		'unit/calls/answering.test.mts',
		'unit/callers.test.mts',
		'engine/calls/answering.test.mts',
		'e2e/calls/twoPhones.test.mts',
		'e2e/calls/phones.mts',
	]) {
		writeFileSync(path.join(root, 'test', file), '');
	}
});

afterAll(() => {
	rmSync(root, { recursive: true });
});

/** Chooses as `npm test -- NAMES` does, in the tree above: suites with their paths, or a message. */
function choose(...names: string[]): unknown {
	const program = `
		import { chosenTests } from ${JSON.stringify(pathToFileURL(runner).href)};
		let answer;
		try {
			answer = chosenTests(${JSON.stringify(names)}, ${JSON.stringify(root)});
		} catch (error) {
			answer = error.message;
		}
		console.log(JSON.stringify(answer));
	`;
	const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
		encoding: 'utf8',
	});
	return JSON.parse(stdout);
}

describe('the tests that `npm test` chooses', () => {
	it('are those of the named suites, in the order of the suites', () => {
		expect(choose('engine', 'unit')).toEqual([
			{ suite: 'unit', paths: ['test/unit/'] },
			{ suite: 'engine', paths: ['test/engine/'] },
		]);
	});

	it('are files and folders, each in the run of its suite', () => {
		expect(
			choose('test/e2e/calls/twoPhones.test.mts', './test/unit/calls/', 'unit/callers.test.mts'),
		).toEqual([
			{ suite: 'unit', paths: ['test/unit/calls/', 'test/unit/callers.test.mts'] },
			{ suite: 'e2e', paths: ['test/e2e/calls/twoPhones.test.mts'] },
		]);
	});

	it('are whole suites where a folder has these', () => {
		expect(choose('test/unit/calls', 'test/unit')).toEqual([
			{ suite: 'unit', paths: ['test/unit/'] },
		]);
		expect(choose('test')).toHaveLength(6);
	});

	it('may be named by their absolute paths', () => {
		expect(choose(path.join(root, 'test', 'unit', 'callers.test.mts'))).toEqual([
			{ suite: 'unit', paths: ['test/unit/callers.test.mts'] },
		]);
	});

	it('are searched by any other name', () => {
		expect(choose('callers')).toBe(
			"There is no suite, file or folder 'callers'. Did you mean test/unit/callers.test.mts?",
		);
		expect(choose('test/unit/answering.test.mts')).toBe(
			[
				"There is no suite, file or folder 'test/unit/answering.test.mts'. Did you mean one of these?",
				'  test/unit/calls/answering.test.mts',
				'  test/engine/calls/answering.test.mts',
			].join('\n'),
		);
	});

	it('are explained where no test has such a name', () => {
		expect(choose('uint')).toBe(
			"There is no suite, file or folder 'uint'. The suites are unit, contract, engine, package, e2e, browser; a file or folder is named by its path, as test/unit/rooms.test.mts.",
		);
	});

	it('are not in every file and folder', () => {
		expect(choose('test/e2e/calls/phones.mts')).toBe(
			"There are no tests in 'test/e2e/calls/phones.mts'. Did you mean test/e2e/calls/twoPhones.test.mts?",
		);
		expect(choose('test/browser')).toMatch(
			/^There are no tests in 'test\/browser'\. The suites are unit, /,
		);
	});
});
