import {
	isFields,
	listOf,
	readList,
	textOf,
	textsOf,
} from '../../../../nodes/RingCentralCallControl/calls/events/unknown.ts';

it.each([
	['Reception', 'Reception'],
	['', undefined],
	[400101, '400101'],
	[0, '0'],
	[Number.NaN, undefined],
	[Number.POSITIVE_INFINITY, undefined],
	[true, undefined],
	[null, undefined],
	[undefined, undefined],
	[['Reception'], undefined],
	[{}, undefined],
])('the text in %p is %p', (value, text) => {
	expect(textOf(value)).toBe(text);
});

it.each([
	[{}, true],
	[{ id: '1' }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['id', false],
])('%j has fields: %s', (value, expected) => {
	expect(isFields(value)).toBe(expected);
});

it.each([
	[
		['a', 1],
		['a', 1],
	],
	[[], []],
	['a', []],
	[{ 0: 'a' }, []],
	[undefined, []],
])('the list in %j is %j', (value, list) => {
	expect(listOf(value)).toEqual(list);
});

it.each([
	[
		['a', 7, '', null, {}],
		['a', '7'],
	],
	['a', []],
])('the texts in %j are %j', (value, texts) => {
	expect(textsOf(value)).toEqual(texts);
});

it.each([
	[
		['+1', '2', 'x', null],
		[1, 2],
	],
	[[], []],
	['12', []],
	[undefined, []],
])('the numbers read in %j are %j', (value, numbers) => {
	const numberIn = (entry: unknown) => (Number(textOf(entry)) > 0 ? Number(entry) : undefined);

	expect(readList(value, numberIn)).toEqual(numbers);
});
