import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** In the order of execution: quick and fundamental suites come first. */
export const suites = ['unit', 'contract', 'engine', 'package', 'e2e', 'browser'];

/** The arguments name no tests; the message is meant for the person at the terminal. */
export class NoSuchTests extends Error {}

/**
 * The tests named by the arguments of `npm test`.
 *
 * @param names of suites, and of files and folders, relative to the project's folder or to `test/`.
 * @param root the project's folder.
 * @returns the name of each chosen suite, in the order of the suites, with the paths of its chosen files and
 *   folders, relative to `root`; a folder ends with a slash.
 * @throws NoSuchTests
 */
export function chosenTests(names, root) {
	const paths = names.map((name) =>
		suites.includes(name) ? `test/${name}/` : placeOf(name, root),
	);
	return suites.flatMap((suite) => {
		const whole = `test/${suite}/`;
		if (paths.some((place) => whole.startsWith(place))) return [{ suite, paths: [whole] }];
		const own = paths.filter((place) => place.startsWith(whole));
		return own.length === 0 ? [] : [{ suite, paths: own }];
	});
}

/** A file or folder of tests by its name, which is not a suite's. */
function placeOf(name, root) {
	const all = testFiles(root);
	const word = path.basename(name).split('.')[0];
	for (const start of [root, path.join(root, 'test')]) {
		const absolute = path.resolve(start, name);
		const kind = statSync(absolute, { throwIfNoEntry: false });
		if (kind === undefined) continue;
		const place = withSlashes(path.relative(root, absolute)) + (kind.isDirectory() ? '/' : '');
		if (all.some((file) => file === place || (place.endsWith('/') && file.startsWith(place)))) {
			return place;
		}
		throw new NoSuchTests(`There are no tests in '${name}'. ${advice(word, all)}`);
	}
	throw new NoSuchTests(`There is no suite, file or folder '${name}'. ${advice(word, all)}`);
}

/** Names files that contain the word, if they are few. */
function advice(word, all) {
	const like = all.filter((file) => file.toLowerCase().includes(word.toLowerCase()));
	if (word !== '' && like.length === 1) return `Did you mean ${like[0]}?`;
	if (word !== '' && like.length > 1 && like.length <= 8) {
		return `Did you mean one of these?\n  ${like.join('\n  ')}`;
	}
	return `The suites are ${suites.join(', ')}; a file or folder is named by its path, as test/unit/rooms.test.mts.`;
}

/** The paths of all files with tests, relative to the project's folder. */
function testFiles(root) {
	return suites.flatMap((suite) =>
		readdirSync(path.join(root, 'test', suite), { recursive: true })
			.map((file) => `test/${suite}/${withSlashes(file)}`)
			.filter((file) => file.endsWith('.test.mts'))
			.sort(),
	);
}

function withSlashes(file) {
	return file.split(path.sep).join('/');
}
