import { ASSUMPTIONS, ASSUMPTION_IDS } from '../../../lab/accountCheck/assumptions.mts';
import { SCENES } from '../../../lab/accountCheck/scenes.mts';
import { readPage, rowsOfTables } from '../docs/markdown.mts';

const documented = rowsOfTables(readPage('docs/assumptions.md')).map((row) => row['ID'] ?? '');
const known: readonly string[] = ASSUMPTION_IDS;

describe('the account check', () => {
	it('has a verdict for each row of docs/assumptions.md', () => {
		expect(documented.filter((id) => !known.includes(id))).toEqual([]);
	});

	it('has no verdict for other assumptions', () => {
		expect(known.filter((id) => !documented.includes(id))).toEqual([]);
		expect(new Set(known).size).toBe(known.length);
	});

	it('explains how it checks each assumption, or why it cannot', () => {
		const words = ASSUMPTION_IDS.map((id) => {
			const check = ASSUMPTIONS[id];
			return check.by === 'nothing' ? check.because : check.looksAt;
		});

		expect(words.filter((text) => text.length < 10)).toEqual([]);
	});

	it('asks for a call where only a call can show an assumption', () => {
		const asked = SCENES.flatMap(({ rows }) => [...rows]);
		const byRecording = ASSUMPTION_IDS.filter((id) => ASSUMPTIONS[id].by === 'recording');

		expect(byRecording.filter((id) => !asked.includes(id))).toEqual([]);
		expect(asked.filter((id) => !['calls', 'recording'].includes(ASSUMPTIONS[id].by))).toEqual([]);
	});

	it('marks the rows of docs/assumptions.md that it cannot check', () => {
		const page = readPage('docs/assumptions.md');
		const [, after = ''] = page.split('out of reach of the check');
		const [section = ''] = after.split('\n\n');
		const listed = [...section.matchAll(/`([A-Z][A-Z\d-]+)`/g)].map(([, id]) => id);

		expect(listed.sort()).toEqual(
			ASSUMPTION_IDS.filter((id) => ASSUMPTIONS[id].by === 'nothing').sort(),
		);
	});
});
