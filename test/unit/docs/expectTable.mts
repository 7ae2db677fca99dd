import { markdownOf } from '../../harness/markdownTable.mts';
import type { DocumentedTable } from './eventTables.mts';
import { readPage, section, tablesIn } from './markdown.mts';

/** Compares a table cell by cell, and prints the right one when they differ, to be pasted. */
export function expectTable({ file, section: name, table }: DocumentedTable): void {
	const documented = tablesIn(section(readPage(file), name)).find(
		({ heading }) => heading.join() === table.heading.join(),
	);
	const rows = documented?.rows ?? [];
	const different = table.rows
		.map((cells, index) => ({ right: cells.join(' | '), found: rows[index]?.join(' | ') }))
		.filter(({ right, found }) => right !== found);
	if (different.length === 0 && rows.length === table.rows.length) return;
	const first = different[0];
	throw new Error(
		[
			`The table below the heading "${name}" of ${file} is not what the code says.`,
			...(first === undefined
				? []
				: [`The first row that differs is\n${first.found}\nand should be\n${first.right}`]),
			'Paste this in its place, and let Prettier set the columns:',
			`\n${markdownOf(table)}\n`,
		].join('\n'),
	);
}
