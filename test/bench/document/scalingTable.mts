import type { BenchRecord, Measured, PartName, PartRecord } from '../record.mts';
import { numberOf } from './plot.mts';
import { provenance } from './sections.mts';
import { alignedTable } from './table.mts';

/** Marks in docs/scaling.md around the table that a run writes. */
const BEGINNING = '<!-- written by npm run bench -->';
const END = '<!-- until here -->';

/** The recommended share of a layout's capacity, so that calls at the same moment do not wait. */
const USABLE_SHARE = 0.5;

const ONE_SECOND = 1_000;

/** The same number as in the part `load`. */
const EVENTS_A_CALL = 10;

/**
 * Puts the measured layouts into docs/scaling.md.
 *
 * @throws {Error} when the page lacks the marks.
 */
export function withScalingTable(page: string, record: BenchRecord): string {
	const [before, after] = [page.split(BEGINNING)[0], page.split(END)[1]];
	if (before === undefined || after === undefined || before === page) {
		throw new Error(`docs/scaling.md has no "${BEGINNING}" with an "${END}" behind it`);
	}
	return `${before}${BEGINNING}\n\n${measuredLayouts(record)}\n\n${END}${after}`;
}

function measuredLayouts({ load, queue }: BenchRecord): string {
	const rows = [
		...(load === undefined ? [] : singleProcesses(load.results)),
		...(queue?.results ?? []).map((result) => {
			const workers = result.counts['workers'];
			return [
				`${result.name}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
				toPlanFor(median(result, 'callsASecond') * USABLE_SHARE),
				`${numberOf(median(result, 'p50'))} and ${numberOf(median(result, 'p95'))}`,
			];
		}),
	];
	const table = alignedTable(
		[
			{ heading: 'layout' },
			{ heading: 'calls an hour to plan for', isNumber: true },
			{ heading: 'reaction, p50 and p95, ms', isNumber: true },
		],
		rows,
	);
	return [
		...(rows.length > 0 ? [table] : []),
		load === undefined ? notMeasured('load') : `One process: ${inSentence(load)}`,
		queue === undefined ? notMeasured('queue') : `Several processes: ${inSentence(queue)}`,
	].join('\n\n');
}

/** The highest rate of each workflow with reactions of a second at most. */
function singleProcesses(results: readonly Measured[]): string[][] {
	const names = [...new Set(results.map(({ name }) => name))];
	return names.flatMap((name) => {
		const fast = results.findLast(
			(result) => result.name === name && median(result, 'p95') <= ONE_SECOND,
		);
		if (fast === undefined) return [];
		return [
			[
				`one n8n, ${name}`,
				toPlanFor((fast.counts['eventsASecond'] ?? 0) / EVENTS_A_CALL),
				`${numberOf(median(fast, 'p50'))} and ${numberOf(median(fast, 'p95'))} at that rate`,
			],
		];
	});
}

function notMeasured(part: PartName): string {
	return `Not measured yet: \`npm run bench -- --only ${part}\`.`;
}

function inSentence(part: PartRecord): string {
	const sentence = provenance(part);
	return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

/** E.g. "18,000", in whole hundreds. */
function toPlanFor(callsASecond: number): string {
	const hundreds = Math.floor((callsASecond * 3_600) / 100);
	return (hundreds * 100).toLocaleString('en-US');
}

function median({ measures }: Measured, measure: string): number {
	return measures[measure]?.median ?? NaN;
}
