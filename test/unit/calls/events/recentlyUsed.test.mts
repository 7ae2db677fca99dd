import { RecentlyUsed } from '../../../../nodes/RingCentralCallControl/calls/events/recentlyUsed.ts';

const now = 1_000_000;

describe('RecentlyUsed', () => {
	it('forgets the least recently used entry when it is full', () => {
		const values = new RecentlyUsed<string>({ capacity: 2, milliseconds: 60_000 });
		values.set('first', 'one', now);
		values.set('second', 'two', now);
		values.get('first', now);
		values.set('third', 'three', now);

		expect([...values.values()]).toEqual(['one', 'three']);
		expect(values.get('second', now)).toBeUndefined();
	});

	it('forgets entries that were not used for long', () => {
		const values = new RecentlyUsed<string>({ capacity: 10, milliseconds: 60_000 });
		values.set('first', 'one', now);
		values.set('second', 'two', now);
		values.get('second', now + 30_000);
		values.set('third', 'three', now + 60_000);

		expect([...values.values()]).toEqual(['two', 'three']);
	});

	it('counts a value that is set anew as used', () => {
		const values = new RecentlyUsed<string>({ capacity: 2, milliseconds: 60_000 });
		values.set('first', 'one', now);
		values.set('second', 'two', now);
		values.set('first', 'one anew', now);
		values.set('third', 'three', now);

		expect([...values.values()]).toEqual(['one anew', 'three']);
	});

	it('forgets a value when asked to', () => {
		const values = new RecentlyUsed<string>({ capacity: 2, milliseconds: 60_000 });
		values.set('first', 'one', now);
		values.set('second', 'two', now);
		values.delete('first');

		expect(values.get('first', now)).toBeUndefined();
		expect(values.size).toBe(1);
	});

	it('does not count a look as use', () => {
		const values = new RecentlyUsed<string>({ capacity: 1, milliseconds: 60_000 });
		values.set('first', 'one', now);

		expect(values.peek('first')).toBe('one');
		values.set('second', 'two', now);
		expect(values.peek('first')).toBeUndefined();
	});

	it('adds a value for a new key only', () => {
		const values = new RecentlyUsed<string>({ capacity: 2, milliseconds: 60_000 });

		expect(values.getOrAdd('first', now, () => 'one')).toBe('one');
		expect(values.getOrAdd('first', now, () => 'another')).toBe('one');
		expect([...values.values()]).toEqual(['one']);
	});
});
