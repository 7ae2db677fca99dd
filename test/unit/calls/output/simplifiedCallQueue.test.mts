import { simplifiedCallQueue } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedCallQueue.ts';

describe('a simplified call queue', () => {
	it('is a flat item with its own fields and those of its parts', () => {
		expect(
			simplifiedCallQueue({
				id: 400900,
				extensionNumber: '900',
				name: 'Sales Queue',
				status: 'Enabled',
				site: { id: 'main-site', name: 'Main Site' },
			}),
		).toEqual({
			extensionId: '400900',
			extensionNumber: '900',
			name: 'Sales Queue',
			status: 'Enabled',
			site: 'Main Site',
		});
	});

	it('has null in each unknown field', () => {
		expect(new Set(Object.values(simplifiedCallQueue({})))).toEqual(new Set([null]));
	});
});
