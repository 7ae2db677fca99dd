import { simplifiedDevice } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedDevice.ts';

describe('a simplified phone', () => {
	it('is a flat item with its own fields and those of its parts', () => {
		expect(
			simplifiedDevice({
				id: '803108',
				name: 'Desk Phone',
				type: 'HardPhone',
				status: 'Online',
				computerName: 'RECEPTION-PC',
				model: { id: '1', name: 'Polycom VVX 401' },
				extension: { id: 400101, extensionNumber: '101' },
				phoneLines: [{ phoneInfo: { phoneNumber: '+14155550101' } }],
			}),
		).toEqual({
			deviceId: '803108',
			name: 'Desk Phone',
			type: 'HardPhone',
			status: 'Online',
			model: 'Polycom VVX 401',
			computerName: 'RECEPTION-PC',
			phoneNumber: '+14155550101',
			extensionId: '400101',
			extensionNumber: '101',
		});
	});

	it('has the number of the first of its lines that has one', () => {
		const phoneLines = [
			null,
			{},
			{ phoneInfo: {} },
			{ phoneInfo: { phoneNumber: '+14155550101' } },
			{ phoneInfo: { phoneNumber: '+14155550102' } },
		];

		expect(simplifiedDevice({ phoneLines })).toMatchObject({ phoneNumber: '+14155550101' });
	});

	it('has null in each unknown field', () => {
		expect(new Set(Object.values(simplifiedDevice({})))).toEqual(new Set([null]));
	});
});
