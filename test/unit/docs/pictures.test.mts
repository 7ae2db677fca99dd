import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { textOfPng } from '../../browser/smallPng.mts';
import { links, projectRoot, readPage } from './markdown.mts';

const pages = ['README.md', 'examples/README.md', 'docs/operations.md', 'docs/simulator.md'];

/** From the root of the project, e.g. "docs/pictures/phones.png". */
const shown = new Set(
	pages.flatMap((page) =>
		links(readPage(page))
			.filter((target) => target.endsWith('.png'))
			.map((target) => path.join(path.dirname(page), target)),
	),
);

it('are those that a page shows, and no others', () => {
	const taken = readdirSync(path.join(projectRoot, 'docs/pictures'));
	expect(taken.map((name) => `docs/pictures/${name}`).sort()).toEqual([...shown].sort());
});

// Without the mark, the browser suite would not notice an outdated picture.
it.each([...shown])('%s has the mark of the browser suite', (file) => {
	expect(existsSync(path.join(projectRoot, file))).toBe(true);
	expect(textOfPng(readFileSync(path.join(projectRoot, file)))).toMatch(/^[\da-f]{64}$/);
});
