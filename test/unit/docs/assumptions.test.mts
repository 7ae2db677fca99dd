import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { projectRoot, readPage, rowsOfTables } from './markdown.mts';

const folders = ['nodes', 'simulator'];
interface Comment {
	file: string;
	/** Undefined when the comment has none. */
	id: string | undefined;
}

const comments: Comment[] = folders.flatMap((folder) =>
	readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.m?ts$/.test(name))
		.map((name) => path.posix.join(folder, name))
		.flatMap(commentsIn),
);

function commentsIn(file: string): Comment[] {
	const text = readFileSync(path.join(projectRoot, file), 'utf8');
	return [...text.matchAll(/\bAssumption(?: ([A-Z][A-Z\d-]*))?:/g)].map(([, id]) => ({ file, id }));
}

const rows = rowsOfTables(readPage('docs/assumptions.md')).map((row) => ({
	id: row['ID'] ?? '',
	files: [...(row['where'] ?? '').matchAll(/`((?:nodes|simulator)\/[^`]+)`/g)].map(
		([, file = '']) => file,
	),
	consequence: row['if it is wrong'] ?? '',
}));

const namedInCode = comments.flatMap(({ id }) => (id === undefined ? [] : [id]));

describe('docs/assumptions.md', () => {
	it('has a row for each assumption that a comment names', () => {
		const named = rows.map(({ id }) => id);

		expect(namedInCode.filter((id) => !named.includes(id))).toEqual([]);
	});

	it('has each of them once, in an order that is easy to look through', () => {
		const tables = readPage('docs/assumptions.md')
			.split(/^## /m)
			.filter((part) => part.includes('| ID'));

		expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		for (const table of tables) {
			const ids = rowsOfTables(table).map((row) => row['ID'] ?? '');
			expect(ids.length).toBeGreaterThan(0);
			expect(ids).toEqual([...ids].sort());
		}
	});

	it('names the code and the visible effect of each', () => {
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.filter(({ id }) => !/^[A-Z][A-Z\d-]*$/.test(id))).toEqual([]);
		expect(rows.filter(({ files }) => files.length === 0)).toEqual([]);
		expect(rows.filter(({ consequence }) => consequence === '')).toEqual([]);
	});

	it.each(folders)('belongs to comments in %s, all with an ID', (folder) => {
		const own = comments.filter(({ file }) => file.startsWith(`${folder}/`));

		expect(own.length).toBeGreaterThan(0);
		expect(own.filter(({ id }) => id === undefined)).toEqual([]);
	});

	it.each(folders)('names no place in %s without a comment of that ID', (folder) => {
		const wanted = rows.flatMap(({ id, files }) =>
			files.filter((file) => file.startsWith(`${folder}/`)).map((file) => `${id} in ${file}`),
		);
		const there = comments.map(({ file, id }) => `${id} in ${file}`);

		expect(wanted.length).toBeGreaterThan(0);
		expect(wanted.filter((place) => !there.includes(place))).toEqual([]);
	});

	it.each(folders)('names every place in %s', (folder) => {
		const named = rows.flatMap(({ id, files }) => files.map((file) => `${id} in ${file}`));
		const there = comments
			.filter(({ file }) => file.startsWith(`${folder}/`))
			.map(({ file, id }) => `${id} in ${file}`);

		expect(there.filter((place) => !named.includes(place))).toEqual([]);
	});
});
