import { simplifiedExtension } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedExtension.ts';

describe('a simplified extension', () => {
	it('is a flat item with its own fields and those of its parts', () => {
		expect(
			simplifiedExtension({
				id: 400101,
				extensionNumber: '101',
				name: 'Reception',
				type: 'User',
				status: 'Enabled',
				contact: {
					email: 'reception@example.com',
					businessPhone: '+14155550101',
					department: 'Front Desk',
				},
				site: { name: 'Main Site' },
				hidden: true,
			}),
		).toEqual({
			extensionId: '400101',
			extensionNumber: '101',
			name: 'Reception',
			type: 'User',
			status: 'Enabled',
			email: 'reception@example.com',
			phoneNumber: '+14155550101',
			department: 'Front Desk',
			site: 'Main Site',
			hidden: true,
		});
	});

	it('has null in each unknown field, and is hidden only if RingCentral says so', () => {
		const { hidden, ...others } = simplifiedExtension({});

		expect(hidden).toBe(false);
		expect(new Set(Object.values(others))).toEqual(new Set([null]));
	});
});
