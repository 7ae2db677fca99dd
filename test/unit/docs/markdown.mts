import { readFileSync } from 'node:fs';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..', '..', '..');

/** A page of the documentation, by its path below the project. */
export function readPage(file: string): string {
	return readFileSync(path.join(projectRoot, file), 'utf8');
}

/** What stands in bold in the first column of the page's tables, e.g. "Pause Recording". */
export function namesInTables(page: string): string[] {
	return inFirstColumn(page, /\*\*([^*]+)\*\*/g);
}

/** What stands as code in the first column of the page's tables, e.g. "partyId". */
export function codeInTables(page: string): string[] {
	return inFirstColumn(page, /`([^`]+)`/g);
}

function inFirstColumn(page: string, pattern: RegExp): string[] {
	return [...page.matchAll(/^ *\|([^|]*)\|/gm)]
		.flatMap(([, cell = '']) => [...cell.matchAll(pattern)])
		.map(([, text = '']) => text);
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

/** Where the links and pictures of a page lead. */
export function links(page: string): string[] {
	return [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}
