import { numberOf, svgOf, type BarPlot, type LinePlot } from '../../../bench/document/plot.mts';

const bars: BarPlot = {
	kind: 'bars',
	title: 'Time & place',
	unit: 'ms',
	groups: [
		{
			name: '',
			bars: [
				{ name: 'half', isOwn: true, values: [{ label: '', median: 50, least: 40, most: 60 }] },
				{
					name: 'whole',
					isOwn: false,
					values: [{ label: '', median: 100, least: 100, most: 100 }],
				},
			],
		},
	],
};

const lines: LinePlot = {
	kind: 'lines',
	title: 'Growth',
	xLabel: 'events',
	yLabel: 'ms',
	isLogarithmic: true,
	series: [
		{
			name: 'p50',
			isDashed: false,
			colour: 0,
			points: [
				{ x: 0, y: 10 },
				{ x: 50, y: 100 },
				{ x: 100, y: 1_000 },
			],
		},
	],
};

/** The values of an attribute, in their order. */
function attribute(svg: string, element: RegExp, name: string): number[] {
	return [...svg.matchAll(element)].map(([tag]) =>
		Number(new RegExp(` ${name}="([^"]+)"`).exec(tag)?.[1]),
	);
}

describe('A plot of bars', () => {
	it('has bars as long as their medians, and a line from the lowest to the highest round', () => {
		const svg = svgOf(bars);
		const [half = NaN, whole = NaN] = attribute(svg, /<rect class="(?:own|other)"[^>]*>/g, 'width');
		const [from = NaN] = attribute(svg, /<line class="range"[^>]*>/g, 'x1');
		const [to = NaN] = attribute(svg, /<line class="range"[^>]*>/g, 'x2');

		expect(whole / half).toBeCloseTo(2);
		expect((to - from) / whole).toBeCloseTo(0.2);
	});

	it('can be read in light and dark, and by a screen reader', () => {
		const svg = svgOf(bars);

		expect(svg).toContain('prefers-color-scheme: dark');
		expect(svg).toContain('<title>Time &amp; place</title>');
	});
});

describe('A plot of lines', () => {
	it('has equal distances between powers of ten, on a logarithmic axis', () => {
		const svg = svgOf(lines);
		const [first = NaN, second = NaN, third = NaN] = attribute(svg, /<circle[^>]*>/g, 'cy');
		const [left = NaN, middle = NaN, right = NaN] = attribute(svg, /<circle[^>]*>/g, 'cx');

		expect(first - second).toBeCloseTo(second - third);
		expect(first).toBeGreaterThan(second);
		expect(middle - left).toBeCloseTo(right - middle);
	});
});

it.each([
	[1_240.4, '1,240'],
	[24.54, '24.5'],
	[0.456, '0.46'],
])('writes %d as %s', (value, words) => {
	expect(numberOf(value)).toBe(words);
});
