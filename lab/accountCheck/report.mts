import { ASSUMPTIONS, ASSUMPTION_IDS } from './assumptions.mts';
import type { Verdict } from './finding.mts';
import type { Results } from './run.mts';

const VERDICTS: readonly Verdict[] = ['refuted', 'confirmed', 'not seen'];

/** The parts of the check that were run. */
export interface Parts {
	records: boolean;
	sendsCommands: boolean;
}

/**
 * The report of a run as Markdown: a verdict for each assumption, refuted ones first, and other observations.
 *
 * @param date of the run, in ISO 8601
 */
export function reportOf(results: Results, parts: Parts, date: string): string {
	const findings = ASSUMPTION_IDS.map((id) => ({ id, ...results.of(id) }));
	const count = (verdict: Verdict) =>
		findings.filter((finding) => finding.verdict === verdict).length;
	const rows = VERDICTS.flatMap((verdict) =>
		findings
			.filter((finding) => finding.verdict === verdict)
			.map(({ id, evidence }) => [id, verdict, looksAt(id), evidence]),
	);
	return [
		'# Account check',
		'',
		`${date.slice(0, 10)}: ${count('confirmed')} confirmed, ${count('refuted')} refuted, ${count('not seen')} not seen. The IDs are those of docs/assumptions.md.`,
		`Run with: reading${parts.records ? ', recording' : ''}${parts.sendsCommands ? ', commands' : ''}.`,
		'',
		'## Verdicts',
		'',
		table(['ID', 'verdict', 'looked at', 'seen'], rows),
		'',
		'## What else was seen',
		'',
		table(
			['what', 'seen'],
			results.observations.map(({ subject, seen }) => [subject, seen]),
		),
		...(results.commands.length === 0
			? []
			: [
					'',
					'## Commands',
					'',
					table(
						['command', 'RingCentral', 'simulator', 'differences in the members'],
						results.commands.map(({ command, platform, simulator, differences }) => [
							command,
							platform,
							simulator,
							differences,
						]),
					),
				]),
		'',
	].join('\n');
}

function looksAt(id: (typeof ASSUMPTION_IDS)[number]): string {
	const check = ASSUMPTIONS[id];
	return check.by === 'nothing' ? '–' : check.looksAt;
}

function table(heading: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
	return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The verdicts in one sentence, and the refuted assumptions, for the terminal. */
export function summaryOf(results: Results): string {
	const refuted = ASSUMPTION_IDS.flatMap((id) => {
		const { verdict, evidence } = results.of(id);
		return verdict === 'refuted' ? [`  refuted   ${id}: ${evidence}`] : [];
	});
	const counts = VERDICTS.map((verdict) => {
		const count = ASSUMPTION_IDS.filter((id) => results.of(id).verdict === verdict).length;
		return `${count} ${verdict}`;
	});
	return [...refuted, counts.join(', ')].join('\n');
}
