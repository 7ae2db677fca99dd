import type { Figures } from '../figures.mts';

type Range = Pick<Figures, 'median' | 'least' | 'most'>;

/** Horizontal bars; a thin line through the end of each bar spans the lowest to the highest round. */
export interface BarPlot {
	kind: 'bars';
	/** The alternative text. */
	title: string;
	/** Below the axis, e.g. "ms". */
	unit: string;
	groups: ReadonlyArray<{
		/** Empty where there is one group only. */
		name: string;
		bars: ReadonlyArray<{
			name: string;
			/** Whether the bar is this package's; it stands out. */
			isOwn: boolean;
			/** In order of colour strength, e.g. p50 before p95. */
			values: ReadonlyArray<Range & { label: string }>;
		}>;
	}>;
}

/** Lines over a common axis. */
export interface LinePlot {
	kind: 'lines';
	title: string;
	xLabel: string;
	yLabel: string;
	/** Whether the y axis is logarithmic, for values that differ by orders of magnitude. */
	isLogarithmic: boolean;
	/** A horizontal line, e.g. at a second. */
	mark?: { y: number; label: string };
	series: ReadonlyArray<{
		name: string;
		isDashed: boolean;
		/** Series of the same colour belong together. */
		colour: number;
		points: ReadonlyArray<{ x: number; y: number }>;
	}>;
}

export type Plot = BarPlot | LinePlot;

const WIDTH = 800;

/** Follows the viewer's preference for light or dark, with a background of its own. */
const STYLE = `
	:root { --paper: #ffffff; --ink: #1f2328; --faint: #d1d9e0; --own: #0969da; --other: #8c959f; --c0: #0969da; --c1: #8250df; --c2: #bc4c00; }
	@media (prefers-color-scheme: dark) {
		:root { --paper: #0d1117; --ink: #e6edf3; --faint: #3d444d; --own: #4493f8; --other: #7d8590; --c0: #4493f8; --c1: #bc8cff; --c2: #f0883e; }
	}
	text { font: 12px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
	.group { font-weight: 600; }
	.paper { fill: var(--paper); }
	.grid { stroke: var(--faint); stroke-width: 1; }
	.range { stroke: var(--ink); stroke-width: 1.5; }
	.own { fill: var(--own); }
	.other { fill: var(--other); }
	.weak { opacity: 0.55; }
	.line { fill: none; stroke-width: 2; }
	.dashed { stroke-dasharray: 5 4; }
	.mark { stroke: var(--ink); stroke-dasharray: 2 3; }
	.end { text-anchor: end; }
	.middle { text-anchor: middle; }
	.c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); }
	.dot.c0 { fill: var(--c0); } .dot.c1 { fill: var(--c1); } .dot.c2 { fill: var(--c2); }
`;

/** A picture as an SVG file. */
export function svgOf(plot: Plot): string {
	return plot.kind === 'bars' ? svgOfBars(plot) : svgOfLines(plot);
}

const BAR = {
	left: 340,
	right: 90,
	height: 13,
	gap: 3,
	between: 10,
	group: 26,
	bottom: 44,
	top: 12,
};

function svgOfBars({ title, unit, groups }: BarPlot): string {
	const values = groups.flatMap(({ bars }) => bars.flatMap((bar) => bar.values));
	const ticks = ticksUpTo(Math.max(...values.map(({ most }) => most)));
	const end = ticks.at(-1) ?? 1;
	const plotWidth = WIDTH - BAR.left - BAR.right;
	const x = (value: number) => BAR.left + (value / end) * plotWidth;
	const shapes: string[] = [];
	let y = BAR.top;
	for (const { name, bars } of groups) {
		if (name !== '') {
			shapes.push(text(12, y + 14, name, 'group'));
			y += BAR.group;
		}
		for (const bar of bars) {
			const height = bar.values.length * (BAR.height + BAR.gap) - BAR.gap;
			shapes.push(text(BAR.left - 10, y + height / 2 + 4, bar.name, 'end'));
			for (const [index, value] of bar.values.entries()) {
				const middle = y + BAR.height / 2;
				const kind = `${bar.isOwn ? 'own' : 'other'}${index > 0 ? ' weak' : ''}`;
				shapes.push(
					`<rect class="${kind}" x="${BAR.left}" y="${round(y)}" width="${round(x(value.median) - BAR.left)}" height="${BAR.height}"/>`,
					line('range', x(value.least), middle, x(value.most), middle),
					text(x(value.most) + 6, middle + 4, `${value.label} ${numberOf(value.median)}`.trim()),
				);
				y += BAR.height + BAR.gap;
			}
			y += BAR.between;
		}
	}
	const axis = ticks.flatMap((tick) => [
		line('grid', x(tick), BAR.top, x(tick), y),
		text(x(tick), y + 16, numberOf(tick), 'middle'),
	]);
	const label = text(BAR.left + plotWidth / 2, y + 34, unit, 'middle');
	return svg(title, y + BAR.bottom, [...axis, ...shapes, label]);
}

const LINES = { left: 70, right: 24, top: 16, height: 300 };

function svgOfLines(plot: LinePlot): string {
	const { series, isLogarithmic, mark } = plot;
	const points = series.flatMap((one) => one.points);
	const ys = [...points.map(({ y }) => y), ...(mark ? [mark.y] : [])];
	const xTicks = ticksUpTo(Math.max(...points.map(({ x }) => x)));
	const yTicks = isLogarithmic ? decadesAround(ys) : ticksUpTo(Math.max(...ys));
	const legendHeight = Math.ceil(series.length / 2) * 20;
	const top = LINES.top + legendHeight;
	const bottom = top + LINES.height;
	const [lowest = 0, highest = 1] = [yTicks[0], yTicks.at(-1)];
	const x = (value: number) =>
		LINES.left + (value / (xTicks.at(-1) ?? 1)) * (WIDTH - LINES.left - LINES.right);
	const share = (value: number) =>
		isLogarithmic
			? Math.log(value / lowest) / Math.log(highest / lowest)
			: (value - lowest) / (highest - lowest);
	const y = (value: number) => bottom - share(value) * LINES.height;

	const axes = [
		...yTicks.flatMap((tick) => [
			line('grid', LINES.left, y(tick), WIDTH - LINES.right, y(tick)),
			text(LINES.left - 8, y(tick) + 4, numberOf(tick), 'end'),
		]),
		...xTicks.map((tick) => text(x(tick), bottom + 18, numberOf(tick), 'middle')),
		text((LINES.left + WIDTH) / 2, bottom + 38, plot.xLabel, 'middle'),
		`<text class="middle" transform="translate(18 ${(top + bottom) / 2}) rotate(-90)">${escaped(plot.yLabel)}</text>`,
	];
	const marked =
		mark === undefined
			? []
			: [
					line('mark', LINES.left, y(mark.y), WIDTH - LINES.right, y(mark.y)),
					text(LINES.left + 6, y(mark.y) - 5, mark.label),
				];
	const lines = series.flatMap(({ colour, isDashed, points: own }) => [
		`<polyline class="line c${colour}${isDashed ? ' dashed' : ''}" points="${own.map((point) => `${round(x(point.x))},${round(y(point.y))}`).join(' ')}"/>`,
		...own.map(
			(point) =>
				`<circle class="dot c${colour}" cx="${round(x(point.x))}" cy="${round(y(point.y))}" r="3"/>`,
		),
	]);
	const legend = series.flatMap(({ name, colour, isDashed }, index) => {
		const left = LINES.left + (index % 2) * 340;
		const middle = LINES.top + Math.floor(index / 2) * 20;
		return [
			`<line class="line c${colour}${isDashed ? ' dashed' : ''}" x1="${left}" y1="${middle}" x2="${left + 28}" y2="${middle}"/>`,
			text(left + 36, middle + 4, name),
		];
	});
	return svg(plot.title, bottom + 50, [...axes, ...marked, ...lines, ...legend]);
}

function svg(title: string, height: number, shapes: readonly string[]): string {
	const box = `${WIDTH} ${Math.round(height)}`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box}" width="${WIDTH}" role="img">`,
		`<title>${escaped(title)}</title>`,
		`<style>${STYLE}</style>`,
		'<rect class="paper" width="100%" height="100%"/>',
		...shapes,
		'</svg>',
		'',
	].join('\n');
}

/** Some five round numbers from 0 up to at least the highest value. */
function ticksUpTo(highest: number): number[] {
	const rough = Math.max(highest, Number.MIN_VALUE) / 5;
	const magnitude = 10 ** Math.floor(Math.log10(rough));
	const step = ([1, 2, 2.5, 5].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
	const count = Math.ceil(highest / step);
	return Array.from({ length: count + 1 }, (_tick, index) => index * step);
}

/** Powers of ten, from the last below the lowest value to the first above the highest. */
function decadesAround(values: readonly number[]): number[] {
	const first = Math.floor(Math.log10(Math.min(...values)));
	const last = Math.max(Math.ceil(Math.log10(Math.max(...values))), first + 1);
	return Array.from({ length: last - first + 1 }, (_decade, index) => 10 ** (first + index));
}

/** With three significant digits, e.g. "1,240", "24.5". */
export function numberOf(value: number): string {
	return value.toLocaleString('en-US', {
		maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2,
	});
}

function text(x: number, y: number, content: string, kind = ''): string {
	const kinds = kind === '' ? '' : ` class="${kind}"`;
	return `<text${kinds} x="${round(x)}" y="${round(y)}">${escaped(content)}</text>`;
}

function line(kind: string, x1: number, y1: number, x2: number, y2: number): string {
	return `<line class="${kind}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}

function escaped(content: string): string {
	return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
