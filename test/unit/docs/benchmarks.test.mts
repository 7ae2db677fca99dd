import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import manifest from '../../../package.json' with { type: 'json' };
import { documentOf } from '../../bench/document/page.mts';
import { withScalingTable } from '../../bench/document/scalingTable.mts';
import { PART_NAMES, readRecord } from '../../bench/record.mts';
import { projectRoot, readPage, section } from './markdown.mts';

const record = readRecord(readPage('docs/benchmarks/figures.json'));
const document = documentOf(record);

describe('docs/benchmarks.md', () => {
	it.each([...document.keys()])('agrees with the last figures: %s', (file) => {
		expect(readPage(file)).toBe(document.get(file));
	});

	it('has no picture without figures', () => {
		const pictures = readdirSync(path.join(projectRoot, 'docs', 'benchmarks'))
			.filter((name) => name.endsWith('.svg'))
			.map((name) => `docs/benchmarks/${name}`);
		expect([...document.keys()]).toEqual(expect.arrayContaining(pictures));
	});

	it('names for each part the command that measures it again', () => {
		const [, program = ''] = manifest.scripts.bench.split(' ');
		expect(existsSync(path.join(projectRoot, program))).toBe(true);
		for (const name of PART_NAMES) {
			expect(readPage('docs/benchmarks.md')).toContain(`npm run bench -- --only ${name}\``);
		}
	});
});

describe('docs/scaling.md', () => {
	it('has the measured layouts', () => {
		const page = readPage('docs/scaling.md');

		expect(page).toBe(withScalingTable(page, record));
		expect(section(page, 'Calls by layout')).toContain('written by npm run bench');
	});
});
