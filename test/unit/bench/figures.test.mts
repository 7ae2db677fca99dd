import { aSecond, figuresOf, percentileOf } from '../../bench/figures.mts';

describe('percentileOf', () => {
	it('returns the value that the share of values does not exceed', () => {
		const values = Array.from({ length: 20 }, (_value, index) => 20 - index);

		expect(percentileOf(values, 0.5)).toBe(10);
		expect(percentileOf(values, 0.95)).toBe(19);
		expect(percentileOf(values, 1)).toBe(20);
	});

	it('returns the only value', () => {
		expect(percentileOf([7], 0.05)).toBe(7);
	});
});

describe('aSecond', () => {
	it('shows whole numbers', () => {
		expect(aSecond(figuresOf([11_600.4, 11_200, 12_100]))).toBe(
			'11,600 a second (11,200 to 12,100)',
		);
	});
});
