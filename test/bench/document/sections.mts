import type { Figures } from '../figures.mts';
import type { Measured, PartName, PartRecord } from '../record.mts';
import { numberOf, type Plot } from './plot.mts';
import { alignedTable, type Column } from './table.mts';

/** A part's section of the document. */
export interface Section {
	title: string;
	/** The measurement, in Markdown. */
	about: string;
	/** The results compared with the aims, in Markdown. */
	findings: readonly string[];
	tables: readonly string[];
	plot: Plot;
}

/** The section of each part, from its results. */
export const SECTIONS: Readonly<Record<PartName, (results: readonly Measured[]) => Section>> = {
	reaction: reactionSection,
	load: loadSection,
	queue: queueSection,
	executions: executionsSection,
	stream: streamSection,
	memory: memorySection,
	items: itemsSection,
	'start-up': startUpSection,
};

const OWN =
	/^(Call Stream|Call Control|this package|n8n-nodes-ringcentral|Webhook → action|stream$|\d+ webhook)/;

function reactionSection(results: readonly Measured[]): Section {
	const pools = settingsOf(results);
	const findings = pools.flatMap((setting) => {
		const own = results.filter((result) => result.setting === setting);
		const [stream, trigger, stock, core, action] = [
			'Call Stream Trigger → action',
			'Call Control Trigger → action',
			'Webhook → HTTP Request',
			'GitLab Trigger → HTTP Request',
			'Webhook → action',
		].map((name) => own.find((result) => result.name === name));
		return [
			compared(`With a ${setting}, the stream trigger beside Webhook`, stream, stock, 1),
			compared(`With a ${setting}, the webhook trigger beside the core trigger`, trigger, core, 1),
			compared(`With a ${setting}, the action beside HTTP Request`, action, stock, 1.15, ['p50']),
		];
	});
	return {
		title: 'Reaction',
		about:
			"From the ringing event of a call until RingCentral receives the command to forward it, one call at a time, in one n8n, where all workflows are published and take turns. _Webhook → HTTP Request_ is the alternative without this package; HTTP Request sends the same command with the same credential. n8n gives its own Webhook node a faster way than any other node with a webhook, so the _GitLab Trigger_ stands for those: it has a webhook at the service and checks a secret, as this package's does. _Late_ are calls without a command within ten seconds.",
		findings,
		tables: [
			alignedTable(
				[{ heading: 'expression pool' }, { heading: 'workflow' }, ...REACTION, LATE],
				results.map((result) => [
					result.setting.replace('pool of ', ''),
					result.name,
					...reactionCells(result),
				]),
			),
		],
		plot: {
			kind: 'bars',
			title:
				'Milliseconds from the event to the command, by workflow and size of the expression pool',
			unit: 'milliseconds from the event to the command, lowest and highest round',
			groups: pools.map((setting) => ({
				name: setting,
				bars: results
					.filter((result) => result.setting === setting)
					.map((result) => barOf(result, ['p50', 'p95'])),
			})),
		},
	};
}

function loadSection(results: readonly Measured[]): Section {
	const names = [...new Set(results.map(({ name }) => name))];
	const rateOf = ({ counts }: Measured) => counts['eventsASecond'] ?? 0;
	return {
		title: 'Reaction under load',
		about:
			'The same reaction while calls come in by chance, as calls do. Ten events make a call, and one of the ten has to be acted on: 80 events a second are eight calls a second, or 28,800 an hour. The stream gets all events; the webhooks get only the ringing events, as by RingCentral’s filters. _Late_ are calls without a command within half a minute.',
		findings: names.map((name) => {
			const slow = results.find(
				(result) => result.name === name && medianOf(result, 'p95') > 1_000,
			);
			const fast = results.findLast(
				(result) => result.name === name && medianOf(result, 'p95') <= 1_000,
			);
			if (slow === undefined) {
				return `_${name}_ stays below a second at p95 up to ${fast ? rateOf(fast) : 0} events a second.`;
			}
			return fast === undefined
				? `_${name}_ is above a second at p95 from the lowest rate on.`
				: `_${name}_ passes a second at p95 between ${rateOf(fast)} and ${rateOf(slow)} events a second.`;
		}),
		tables: [
			alignedTable(
				[
					{ heading: 'workflow' },
					{ heading: 'events a second', isNumber: true },
					{ heading: 'calls an hour', isNumber: true },
					...REACTION,
					LATE,
				],
				results.map((result) => [
					result.name,
					String(rateOf(result)),
					(rateOf(result) * 360).toLocaleString('en-US'),
					...reactionCells(result),
				]),
			),
		],
		plot: {
			kind: 'lines',
			title: 'Reaction by events a second, for each workflow',
			xLabel: 'events a second, one in ten of which has to be acted on',
			yLabel: 'milliseconds to the command',
			isLogarithmic: true,
			mark: { y: 1_000, label: 'one second' },
			series: names.flatMap((name, colour) =>
				['p50', 'p95'].map((measure) => ({
					name: `${name}, ${measure}`,
					isDashed: measure === 'p95',
					colour,
					points: results
						.filter((result) => result.name === name)
						.map((result) => ({ x: rateOf(result), y: medianOf(result, measure) }))
						.filter(({ y }) => y > 0),
				})),
			),
		},
	};
}

function queueSection(results: readonly Measured[]): Section {
	return {
		title: 'Queue mode',
		about:
			'Several n8n processes with PostgreSQL and Redis: a main process, which holds the stream, two webhook processors, which get the deliveries in turn, and one, two or three workers; all of them, both servers and the event source on one machine. _Calls a second_: so many calls ring at once, until the last command has arrived. Reaction: one call at a time; _late_ are those without a command within ten seconds. _Missed_ are calls that rang at once and never got one. [scaling.md](scaling.md) says which layout to choose.',
		findings: [],
		tables: [
			alignedTable(
				[
					{ heading: 'calls come by' },
					{ heading: 'workers', isNumber: true },
					{ heading: 'calls a second', isNumber: true },
					...REACTION,
					LATE,
					MISSED,
					{ heading: 'twice', isNumber: true },
				],
				results.map((result) => [
					result.name,
					String(result.counts['workers']),
					ranged(result, 'callsASecond'),
					...reactionCells(result),
					String(result.counts['missed']),
					String(result.counts['twice']),
				]),
			),
		],
		plot: {
			kind: 'bars',
			title: 'Calls routed a second, by layout and number of workers',
			unit: 'calls routed a second, lowest and highest round',
			groups: settingsOf(results).map((setting) => ({
				name: setting,
				bars: results
					.filter((result) => result.setting === setting)
					.map((result) => barOf(result, ['callsASecond'])),
			})),
		},
	};
}

function executionsSection(results: readonly Measured[]): Section {
	const own = results.filter(({ name }) => OWN.test(name));
	const isOne = own.every(({ measures }) =>
		(measures['executionsACall']?.rounds ?? []).every((count) => count === 1),
	);
	return {
		title: 'Executions started for each routed call',
		about:
			'A call rings, is forwarded, answered and ended. n8n stores each execution and, on its cloud, counts it. The Webhook node takes all events of the account, and an If node behind it looks for ringing events.',
		findings:
			own.length === 0 ? [] : [`Aim for this package: one execution a call. ${verdict(isOne)}`],
		tables: [
			alignedTable(
				[
					{ heading: 'workflow' },
					{ heading: 'executions a call', isNumber: true },
					{ heading: 'notifications', isNumber: true },
					{ heading: 'calls', isNumber: true },
				],
				results.map((result) => [
					result.name,
					ranged(result, 'executionsACall'),
					String(result.counts['notifications']),
					String(result.counts['calls']),
				]),
			),
		],
		plot: {
			kind: 'bars',
			title: 'Executions started for each routed call, by workflow',
			unit: 'executions for each call',
			groups: [{ name: '', bars: results.map((result) => barOf(result, ['executionsACall'])) }],
		},
	};
}

function streamSection(results: readonly Measured[]): Section {
	const [own, webhook, bare] = results.map((result) => medianOf(result, 'eventsASecond'));
	const [toWebhook, toBare] = [(own ?? NaN) / (webhook ?? NaN), (own ?? NaN) / (bare ?? NaN)];
	return {
		title: 'Events that start no workflow',
		about:
			'How many events of a busy account are taken in a second when only one in 100 starts a workflow: over the connection of the stream trigger, by the Webhook node with an If node behind it, and by a bare script, which reads the same connection with Node’s own `WebSocket` and only parses each frame. The time ends when all events are handled; the end of the last workflow is beside it.',
		findings: [
			`Beside the Webhook node: ${numberOf(toWebhook)} times as many (aim: 100 or more). ${verdict(toWebhook >= 100)}`,
			`Beside the bare script: ${numberOf(toBare)} times as many (aim: 0.5 or more). ${verdict(toBare >= 0.5)}`,
		],
		tables: [
			alignedTable(
				[
					{ heading: 'reader' },
					{ heading: 'events a second', isNumber: true },
					{ heading: 'last run after, s', isNumber: true },
					{ heading: 'expected', isNumber: true },
					MISSED,
					{ heading: 'twice', isNumber: true },
					{ heading: 'unexpected', isNumber: true },
				],
				results.map((result) => [
					result.name,
					ranged(result, 'eventsASecond'),
					'lastRun' in result.measures ? ranged(result, 'lastRun', 1_000) : '',
					...['expected', 'missed', 'twice', 'unexpected'].map((count) =>
						String(result.counts[count] ?? ''),
					),
				]),
			),
		],
		plot: {
			kind: 'bars',
			title: 'Events taken a second, by reader',
			unit: 'events a second, lowest and highest round',
			groups: [{ name: '', bars: results.map((result) => barOf(result, ['eventsASecond'])) }],
		},
	};
}

const MEGABYTE = 1_000_000;

function memorySection(results: readonly Measured[]): Section {
	const [first, last] = [results[0], results.at(-1)];
	const growth = (measure: string) =>
		first && last ? (medianOf(last, measure) - medianOf(first, measure)) / MEGABYTE : NaN;
	const { missed, twice, expected } = last?.counts ?? {};
	return {
		title: 'Memory',
		about:
			'The memory of an n8n that only listens by the stream trigger, ten times on the way, each time after garbage was collected.',
		findings: [
			`From the first look to the last, the process has grown by ${numberOf(growth('rss'))} MB and its heap by ${numberOf(growth('heapUsed'))} MB (aim: flat).`,
			`Of ${expected} calls that had to be acted on, ${missed} were missed and ${twice} came twice.`,
		],
		tables: [
			alignedTable(
				[
					{ heading: 'events', isNumber: true },
					{ heading: 'process, MB', isNumber: true },
					{ heading: 'heap, MB', isNumber: true },
				],
				results.map((result) => [
					(result.counts['events'] ?? 0).toLocaleString('en-US'),
					(medianOf(result, 'rss') / MEGABYTE).toFixed(1),
					(medianOf(result, 'heapUsed') / MEGABYTE).toFixed(1),
				]),
			),
		],
		plot: {
			kind: 'lines',
			title: 'Memory of n8n by events taken',
			xLabel: 'thousand events',
			yLabel: 'megabytes',
			isLogarithmic: false,
			series: [
				{ name: 'process', measure: 'rss', colour: 0 },
				{ name: 'heap', measure: 'heapUsed', colour: 1 },
			].map(({ name, measure, colour }) => ({
				name,
				isDashed: false,
				colour,
				points: results.map((result) => ({
					x: (result.counts['events'] ?? 0) / 1_000,
					y: medianOf(result, measure) / MEGABYTE,
				})),
			})),
		},
	};
}

function itemsSection(results: readonly Measured[]): Section {
	return {
		title: 'Many items',
		about:
			'200 lookups of 200 parties by the action and by HTTP Request with the same credential, in n8n’s engine against the simulator. Without a limit each answer takes 100 ms, as over the internet. With 50 requests a minute, RingCentral’s usual limit, waits happen on the simulator’s clock, and 180 seconds are the shortest possible time: 50 requests go at once, and 50 more with each minute. "Everything at once" is faster when there is no limit, but RingCentral has one.',
		findings: [],
		tables: [
			alignedTable(
				[
					{ heading: 'setting' },
					{ heading: 'node' },
					{ heading: 'seconds', isNumber: true },
					{ heading: 'lost', isNumber: true },
					{ heading: 'refused', isNumber: true },
					{ heading: 'refused twice', isNumber: true },
				],
				results.map((result) => [
					result.setting,
					result.name,
					ranged(result, 'time', 1_000),
					...['lost', 'refused', 'refusedTwice'].map((count) => String(result.counts[count])),
				]),
			),
		],
		plot: {
			kind: 'bars',
			title: 'Seconds for 200 items, by node and limit',
			unit: 'seconds for 200 items, lowest and highest round',
			groups: settingsOf(results).map((setting) => ({
				name: setting,
				bars: results
					.filter((result) => result.setting === setting)
					.map((result) => barOf(result, ['time'], 1_000)),
			})),
		},
	};
}

const LONGEST_LOAD = 40;

function startUpSection(results: readonly Measured[]): Section {
	const own = results.find(({ name }) => OWN.test(name));
	const load = own === undefined ? NaN : medianOf(own, 'load');
	const size = (result: Measured, count: string) =>
		((result.counts[count] ?? 0) / 1_000).toLocaleString('en-US', { maximumFractionDigits: 0 });
	return {
		title: 'Start-up',
		about:
			"How long n8n's own loader takes for a package when n8n starts, and until the code of all its nodes is loaded, each time in a new process. This package's nodes are loaded when a workflow uses them, those of the other packages when n8n starts. The size of a package, alone and with its dependencies, is beside it. The others are community packages that many use.",
		findings: [
			`This package loads in ${numberOf(load)} ms (aim: 40 or less). ${verdict(load <= LONGEST_LOAD)}`,
		],
		tables: [
			alignedTable(
				[
					{ heading: 'package' },
					{ heading: 'load, ms', isNumber: true },
					{ heading: 'load of all nodes, ms', isNumber: true },
					{ heading: 'files', isNumber: true },
					{ heading: 'unpacked, kB', isNumber: true },
					{ heading: 'with dependencies, kB', isNumber: true },
				],
				results.map((result) => [
					result.name,
					ranged(result, 'load'),
					ranged(result, 'nodes'),
					String(result.counts['files']),
					size(result, 'unpackedSize'),
					size(result, 'sizeWithDependencies'),
				]),
			),
		],
		plot: {
			kind: 'bars',
			title: 'Milliseconds to load a package, by package',
			unit: 'milliseconds to load, lowest and highest round',
			groups: [{ name: '', bars: results.map((result) => barOf(result, ['load'])) }],
		},
	};
}

const REACTION: readonly Column[] = [
	{ heading: 'p50, ms', isNumber: true },
	{ heading: 'p95, ms', isNumber: true },
];
const MISSED: Column = { heading: 'missed', isNumber: true };
/** Calls without a command in time. */
const LATE: Column = { heading: 'late', isNumber: true };

function reactionCells(result: Measured): string[] {
	return [ranged(result, 'p50'), ranged(result, 'p95'), String(result.counts['late'])];
}

/** E.g. "24.5 (23.9 to 26)"; the median alone where all rounds agree, or for a single round. */
function ranged({ measures }: Measured, measure: string, unit = 1): string {
	const figures = measures[measure];
	if (figures === undefined || Number.isNaN(figures.median)) return 'none';
	const [median, least, most] = [figures.median, figures.least, figures.most].map((value) =>
		numberOf(value / unit),
	);
	return least === most ? String(median) : `${median} (${least} to ${most})`;
}

function compared(
	comparison: string,
	own: Measured | undefined,
	other: Measured | undefined,
	aim: number,
	percentiles: ReadonlyArray<'p50' | 'p95'> = ['p50', 'p95'],
): string {
	if (own === undefined || other === undefined) return `${comparison}: not measured.`;
	const ratios = percentiles.map((name) => ({
		name,
		ratio: (medianOf(own, name) / medianOf(other, name)).toFixed(2),
	}));
	const words = ratios.map(({ name, ratio }) => `${ratio} times at ${name}`);
	return `${comparison}: ${words.join(', ')} (aim: ${aim.toFixed(2)} or less). ${verdict(ratios.every(({ ratio }) => Number(ratio) <= aim))}`;
}

function verdict(isMet: boolean): string {
	return isMet ? '**Met.**' : '**Not met.**';
}

function medianOf({ measures }: Measured, measure: string): number {
	return measures[measure]?.median ?? NaN;
}

function settingsOf(results: readonly Measured[]): string[] {
	return [...new Set(results.map(({ setting }) => setting))];
}

function barOf({ name, measures }: Measured, wanted: readonly string[], unit = 1) {
	const values = wanted.flatMap((measure) => {
		const figures = measures[measure];
		if (figures === undefined || Number.isNaN(figures.median)) return [];
		return [{ label: wanted.length > 1 ? measure : '', ...scaled(figures, unit) }];
	});
	return { name, isOwn: OWN.test(name), values };
}

function scaled({ median, least, most }: Figures, unit: number) {
	return { median: median / unit, least: least / unit, most: most / unit };
}

/** E.g. "Measured on ...", below the title of a section. */
export function provenance({ machine, versions, extent, isTry }: PartRecord): string {
	const trial = isTry ? ' **Only tried, with so few rounds that the figures say little.**' : '';
	return `Measured on ${machine}, with ${versions}: ${extent}.${trial}`;
}
