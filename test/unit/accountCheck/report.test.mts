import fc from 'fast-check';

import { ASSUMPTION_IDS } from '../../../lab/accountCheck/assumptions.mts';
import { confirmed, notSeen, refuted } from '../../../lab/accountCheck/finding.mts';
import { reportOf, summaryOf } from '../../../lab/accountCheck/report.mts';
import { Results } from '../../../lab/accountCheck/run.mts';
import { Secrets } from '../../../lab/accountCheck/secrets.mts';
import { rowsOfTables } from '../docs/markdown.mts';

const reading = { records: false, sendsCommands: false };

function rowsOf(results: Results) {
	return rowsOfTables(reportOf(results, reading, '2026-11-26T10:00:00Z'));
}

describe('the report', () => {
	it('has a verdict for each assumption, refuted ones first', () => {
		const results = new Results();
		results.found('SOCKET-LIFE', refuted('expiresIn was 60'));
		results.found('SOCKET-FRAME', confirmed('WSG-400'));
		const rows = rowsOf(results).filter((row) => row['verdict'] !== undefined);

		expect(rows.map((row) => row['ID']).sort()).toEqual([...ASSUMPTION_IDS].sort());
		expect(rows.slice(0, 3)).toEqual([
			expect.objectContaining({ ID: 'SOCKET-LIFE', verdict: 'refuted', seen: 'expiresIn was 60' }),
			expect.objectContaining({ ID: 'SOCKET-FRAME', verdict: 'confirmed', seen: 'WSG-400' }),
			expect.objectContaining({ verdict: 'not seen' }),
		]);
		expect(summaryOf(results)).toContain(
			`1 refuted, 1 confirmed, ${ASSUMPTION_IDS.length - 2} not`,
		);
	});

	it('names the part of the check that would show an unseen assumption, or why none can', () => {
		const seen = new Map(rowsOf(new Results()).map((row) => [row['ID'], row['seen']]));

		expect(seen.get('MISSED-CALL')).toContain('--record');
		expect(seen.get('PARK-ANSWER')).toContain('--commands');
		expect(seen.get('VERIFIER-CODE')).toBe('It takes a sign-in in a browser window');
	});

	it('keeps its tables with any text in a cell', () => {
		const results = new Results();
		results.found('SOCKET-LIFE', confirmed('one | two\nthree'));

		expect(reportOf(results, reading, '2026-11-26')).toContain(' | one \\| two three |');
	});

	it('keeps a refuted verdict, and keeps any verdict after a check without a result', () => {
		const results = new Results();
		results.found('SOCKET-LIFE', confirmed('at first'));
		results.found('SOCKET-LIFE', notSeen('later'));
		expect(results.of('SOCKET-LIFE').evidence).toBe('at first');

		results.found('SOCKET-LIFE', refuted('then'));
		results.found('SOCKET-LIFE', confirmed('again'));
		expect(results.of('SOCKET-LIFE').verdict).toBe('refuted');
	});
});

it('secrets are hidden in any text, also where one holds another', () => {
	const secret = fc.string({ minLength: 6 }).filter((text) => !text.includes('*'));
	fc.assert(
		fc.property(secret, secret, fc.string(), (one, other, text) => {
			const secrets = new Secrets();
			secrets.add(one, undefined, `${one}${other}`, '');
			const hidden = secrets.hide(`${text}${one}${text}${one}${other}${text}`);

			expect(hidden).not.toContain(one);
		}),
	);
});
