import { documentOf } from '../../../bench/document/page.mts';
import { withScalingTable } from '../../../bench/document/scalingTable.mts';
import { figuresOf } from '../../../bench/figures.mts';
import type { Measured, PartRecord } from '../../../bench/record.mts';
import { rowsOfTables, section } from '../../docs/markdown.mts';

const MACHINE = 'A processor, 2 cores, 24 GB of memory';

function part(results: Measured[], more: Partial<PartRecord> = {}): PartRecord {
	const versions = 'n8n 2.39.10, Node.js 24.21.0';
	return { machine: MACHINE, versions, extent: '3 rounds', isTry: false, results, ...more };
}

function reaction(name: string, p50: number[], p95: number[]): Measured {
	return {
		name,
		setting: 'pool of 4',
		measures: { p50: figuresOf(p50), p95: figuresOf(p95) },
		counts: { late: 0 },
	};
}

function reactionsWhere(stream: { p50: number; p95: number }) {
	return part([
		reaction('Call Stream Trigger → action', [stream.p50], [stream.p95]),
		reaction('Call Control Trigger → action', [40], [60]),
		reaction('Webhook → HTTP Request', [30, 28, 33], [50]),
		reaction('GitLab Trigger → HTTP Request', [50], [60]),
		reaction('Webhook → action', [35], [55]),
	]);
}

function pageOf(...[record]: Parameters<typeof documentOf>): string {
	return documentOf(record).get('docs/benchmarks.md') ?? '';
}

describe('The document of the benchmarks', () => {
	it('shows the machine of each part, with medians and the range of the rounds', () => {
		const text = section(pageOf({ reaction: reactionsWhere({ p50: 29, p95: 50 }) }), 'Reaction');

		expect(text).toContain(`Measured on ${MACHINE}, with n8n 2.39.10, Node.js 24.21.0: 3 rounds.`);
		expect(text).toContain('](benchmarks/reaction.svg)');
		expect(rowsOfTables(text)).toContainEqual({
			'expression pool': '4',
			workflow: 'Webhook → HTTP Request',
			'p50, ms': '30 (28 to 33)',
			'p95, ms': '50',
			late: '0',
		});
	});

	it.each([
		{
			p50: 30,
			p95: 50,
			verdict: '1.00 times at p50, 1.00 times at p95 (aim: 1.00 or less). **Met.**',
		},
		{
			p50: 30,
			p95: 51,
			verdict: '1.00 times at p50, 1.02 times at p95 (aim: 1.00 or less). **Not met.**',
		},
	])('holds the stream trigger to the aim: $verdict', ({ verdict, ...stream }) => {
		const text = section(pageOf({ reaction: reactionsWhere(stream) }), 'Reaction');

		expect(text).toContain(`the stream trigger beside Webhook: ${verdict}`);
	});

	it('holds the action to 15 percent more than HTTP Request', () => {
		const text = section(pageOf({ reaction: reactionsWhere({ p50: 29, p95: 50 }) }), 'Reaction');

		expect(text).toContain(
			'the action beside HTTP Request: 1.17 times at p50 (aim: 1.15 or less). **Not met.**',
		);
	});

	it('shows the rates between which a reaction passes a second', () => {
		const at = (eventsASecond: number, p95: number): Measured => ({
			...reaction('Call Stream Trigger → action', [20], [p95]),
			counts: { eventsASecond, late: 0 },
		});
		const load = part([at(40, 60), at(120, 900), at(160, 1_001)]);

		expect(section(pageOf({ load }), 'Reaction under load')).toContain(
			'passes a second at p95 between 120 and 160 events a second',
		);
	});

	it('marks a try as such', () => {
		const memory = part([], { isTry: true });

		expect(section(pageOf({ memory }), 'Memory')).toContain('**Only tried');
		expect(section(pageOf({ memory: part([]) }), 'Memory')).not.toContain('tried');
	});

	it('shows how to measure a part without figures', () => {
		const document = documentOf({});

		expect([...document.keys()]).toEqual(['docs/benchmarks.md']);
		expect(section(document.get('docs/benchmarks.md') ?? '', 'Start-up')).toContain(
			'Not measured yet: `npm run bench -- --only start-up`.',
		);
	});
});

describe('The table of layouts', () => {
	const page = 'before\n<!-- written by npm run bench -->\nold\n<!-- until here -->\nafter\n';

	it('plans for half the capacity of several processes, and for the capacity of one within a second', () => {
		const queue = part([
			{
				name: 'stream',
				setting: '2 workers',
				measures: { callsASecond: figuresOf([10]), p50: figuresOf([40]), p95: figuresOf([80]) },
				counts: { workers: 2 },
			},
		]);
		const load = part(
			[
				[40, 90],
				[80, 700],
				[120, 2_000],
			].map(([eventsASecond = 0, p95 = 0]) => ({
				...reaction('Call Stream Trigger → action', [30], [p95]),
				counts: { eventsASecond },
			})),
		);

		const written = withScalingTable(page, { queue, load });

		expect(rowsOfTables(written).map((row) => Object.values(row).slice(0, 2))).toEqual([
			['one n8n, Call Stream Trigger → action', '28,800'],
			['stream, 2 workers', '18,000'],
		]);
		expect(written).not.toContain('old');
		expect(written).toMatch(/^before\n[^]*after\n$/);
		expect(withScalingTable(written, { queue, load })).toBe(written);
	});

	it('requires its place in the page', () => {
		expect(() => withScalingTable('nothing', {})).toThrow('written by npm run bench');
	});
});
