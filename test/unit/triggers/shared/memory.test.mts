import { memoryOf } from '../../../../nodes/RingCentralCallControl/triggers/shared/memory.ts';

describe('memoryOf', () => {
	it('sees a key for the first time once', () => {
		const isNew = memoryOf(10);

		expect([isNew('a'), isNew('b'), isNew('a')]).toEqual([true, true, false]);
	});

	it('forgets the oldest beyond its capacity', () => {
		const isNew = memoryOf(2);
		for (const key of ['a', 'b', 'c']) isNew(key);

		expect(isNew('c')).toBe(false);
		expect(isNew('b')).toBe(false);
		expect(isNew('a')).toBe(true);
	});
});
