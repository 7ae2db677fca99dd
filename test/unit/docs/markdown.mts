import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { MarkdownTable } from '../../harness/markdownTable.mts';

export const projectRoot = path.resolve(import.meta.dirname, '..', '..', '..');

/** A page of the documentation, by its path below the project. */
export function readPage(file: string): string {
	return readFileSync(path.join(projectRoot, file), 'utf8');
}

/** The bold texts in the first column of the page's tables, e.g. "Pause Recording". */
export function namesInTables(page: string): string[] {
	return inFirstColumn(page, /\*\*([^*]+)\*\*/g);
}

/** The code texts in the first column of the page's tables, e.g. "partyId". */
export function codeInTables(page: string): string[] {
	return inFirstColumn(page, /`([^`]+)`/g);
}

function inFirstColumn(page: string, pattern: RegExp): string[] {
	return [...page.matchAll(/^ *\|([^|]*)\|/gm)]
		.flatMap(([, cell = '']) => [...cell.matchAll(pattern)])
		.map(([, text = '']) => text);
}

/** A row of a table, by the words in the table's heading. */
export type Row = Readonly<Record<string, string>>;

/** All tables of a page, cell by cell. */
export function tablesIn(page: string): MarkdownTable[] {
	return [...page.matchAll(/^ *\|.*\|\n *\| *[-:][-:| ]*\|\n(?: *\|.*\|(?:\n|$))*/gm)].map(
		([table]) => {
			const [heading = [], , ...rows] = table.trim().split('\n').map(cellsOf);
			return { heading, rows };
		},
	);
}

/** The rows of all the tables of a page. */
export function rowsOfTables(page: string): Row[] {
	return tablesIn(page).flatMap(({ heading, rows }) =>
		rows.map((cells) =>
			Object.fromEntries(heading.map((word, column) => [word, cells[column] ?? ''])),
		),
	);
}

function cellsOf(line: string): string[] {
	return line
		.trim()
		.slice(1, -1)
		.split('|')
		.map((cell) => cell.trim());
}

/** The bold parts of a text, e.g. "Pause Recording". */
export function boldIn(text: string): string[] {
	return [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
}

/** The emphasized parts of a text, e.g. "Make Call". */
export function emphasizedIn(text: string): string[] {
	return [...text.matchAll(/_([^_]+)_/g)].map(([, name = '']) => name);
}

/** The part of a page below a heading, up to the next heading of the same or a higher level. */
export function section(page: string, heading: string): string {
	const [, level = '', after = ''] =
		new RegExp(`^(#+) ${heading}\\n([\\s\\S]*)`, 'm').exec(page) ?? [];
	if (level === '') throw new Error(`There is no heading "${heading}"`);
	return after.split(new RegExp(`^#{1,${level.length}} `, 'm'))[0] ?? '';
}

/** The anchors of a page's headings, as GitHub and npm make them. */
export function anchors(page: string): string[] {
	return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** The targets of a page's links and pictures. */
export function links(page: string): string[] {
	return [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}
