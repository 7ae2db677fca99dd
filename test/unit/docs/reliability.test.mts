import { readFileSync } from 'node:fs';
import path from 'node:path';

import { FAULTS } from '../../reliability/faults.mts';
import { KILLS } from '../../reliability/kills.mts';
import { commandOf, triggerTitles } from '../../reliability/page.mts';
import { projectRoot, readPage, rowsOfTables, section, type Row } from './markdown.mts';

const page = readPage('docs/reliability.md');
const faultRows = rowsOfTables(section(page, 'Faults'));
const ownRows = faultRows.filter((_, index) => FAULTS[index]?.ofN8n === undefined);
const killRows = rowsOfTables(section(page, 'Processes that end'));

function sumOf(rows: readonly Row[], column: string): number {
	return rows.map((row) => Number(row[column])).reduce((sum, count) => sum + count, 0);
}

describe('The page about reliability', () => {
	it('has a row for each fault, with the command that shows it', () => {
		expect(
			faultRows.map((row) => [row.fault, row['description'], row.expected, row.command]),
		).toEqual(
			FAULTS.map((fault) => [`\`${fault.name}\``, fault.done, fault.expected, commandOf(fault)]),
		);
	});

	it('has a row for each kill and trigger, with the command that shows it', () => {
		const expected = KILLS.flatMap((kill) =>
			(['webhook', 'stream'] as const).flatMap((trigger) =>
				kill.done[trigger] === undefined
					? []
					: [[`\`${kill.name}\``, kill.done[trigger], triggerTitles[trigger], commandOf(kill)]],
			),
		);

		expect(
			killRows.map((row) => [row.kill, row['description'], row['started by'], row.command]),
		).toEqual(expected);
	});

	it('accounts for each call of a row', () => {
		for (const row of ownRows) {
			const verdicts = ['routed', 'reported', 'lost', 'doubled', 'broken'];
			expect(verdicts.reduce((sum, verdict) => sum + Number(row[verdict]), 0)).toBe(
				Number(row.calls),
			);
		}
	});

	it('names an existing command', () => {
		const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
		const [, , script = ''] = /npm (run (\w+))/.exec(page) ?? [];
		expect(Object.keys(scripts)).toContain(script);
	});

	it('has the figures of the README', () => {
		const paragraph = section(readPage('README.md'), 'Reliability');
		const figures = [...paragraph.matchAll(/\*\*([\d,]+)/g)].map(([, figure = '']) =>
			Number(figure.replaceAll(',', '')),
		);
		const processes = killRows.filter(
			(row) => row.kill === '`processes`' && row['started by'] === triggerTitles.webhook,
		);

		expect(figures).toEqual([
			ownRows.length,
			sumOf(ownRows, 'calls'),
			sumOf(ownRows, 'lost') + sumOf(ownRows, 'doubled') + sumOf(ownRows, 'broken'),
			sumOf(processes, 'calls'),
			sumOf(processes, 'routed once'),
			sumOf(killRows, 'doubled'),
		]);
	});
});
