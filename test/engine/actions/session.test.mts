import { reception } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { byId, fromList } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';
import { answeredCall, hangUp, ringingCall, stateOf } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

describe('Get', () => {
	it('describes the call with all its parties', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('session/get', [{ ...call }]);

		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			telephonySessionId: call.telephonySessionId,
			origin: 'Call',
			parties: [
				{ direction: 'Inbound', extensionId: null, status: 'Answered' },
				{ ...call, direction: 'Inbound', extensionId: reception.id, status: 'Proceeding' },
			],
		});
	});

	it("returns RingCentral's own answer with Simplify off", async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('session/get', [{ ...call }], {
			parameters: { simplify: false },
		});

		expect(items[0]?.json).toMatchObject({
			id: call.telephonySessionId,
			origin: { type: 'Call' },
		});
	});
});

describe('Get Many', () => {
	it('lists the live calls with the IDs that party operations need', async () => {
		const answered = await answeredCall(stage.simulator);
		const ringing = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('session/getMany', [{}]);

		expect(items.map(({ json }) => json)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ ...answered, direction: 'Inbound', status: 'Answered' }),
				expect.objectContaining({
					...ringing,
					status: 'Proceeding',
					fromNumber: '+14155550123',
					fromName: 'Important Customer',
				}),
			]),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('stops at the limit', async () => {
		await ringingCall(stage.simulator);
		await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('session/getMany', [{}], {
			parameters: { returnAll: false, limit: 1 },
		});

		expect(items).toHaveLength(1);
	});

	it("returns RingCentral's own answers with Simplify off", async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('session/getMany', [{}], {
			parameters: { simplify: false },
		});

		expect(items[0]?.json).toMatchObject({ ...call, telephonyStatus: 'Ringing' });
	});

	it('names the extension that RingCentral does not know', async () => {
		const { fault } = await stage.engine.run('session/getMany', [{}], {
			parameters: { callsOfExtension: byId('1') },
		});

		expect(fault?.message).toBe("'Extension' is 1, which is not an extension of your company");
	});
});

describe('End', () => {
	it('hangs up for all parties', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('session/end', [{ ...call }]);

		expect(items).toEqual([
			{
				json: {
					success: true,
					telephonySessionId: call.telephonySessionId,
					wasAlreadyOver: false,
				},
				pairedItem: { item: 0 },
			},
		]);
		await eventually(async () => {
			expect((await stateOf(stage.simulator, call)).over).toBe(true);
		});
	});

	it('succeeds for a call that is over', async () => {
		const call = await answeredCall(stage.simulator);
		await hangUp(stage.simulator, call);

		const { items } = await stage.engine.run('session/end', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ success: true, wasAlreadyOver: true });
	});
});

describe('Make Call', () => {
	it('places a call and returns its IDs', async () => {
		const { items } = await stage.engine.run('session/makeCall', [{}]);

		const { data: calls } =
			await stage.simulator.control.get<
				Array<{ telephonySessionId: string; parties: Array<{ id: string }> }>
			>('/calls');
		expect(calls).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			telephonySessionId: calls[0]?.telephonySessionId,
			partyId: calls[0]?.parties[0]?.id,
			origin: 'CallOut',
		});
	});

	it("sends the callee, the caller's phone and the country", async () => {
		await stage.engine.run('session/makeCall', [{}], {
			parameters: {
				callTo: 'extension',
				extensionNumber: '102',
				options: { countryId: fromList('1') },
			},
		});

		expect((await loggedRequests(stage.simulator)).at(-1)).toMatchObject({
			method: 'POST',
			path: '/restapi/v1.0/account/~/telephony/call-out',
			body: { from: { deviceId: '801101' }, to: { extensionNumber: '102' }, countryId: 1 },
		});
	});

	it('names the phone that is switched off', async () => {
		const { fault } = await stage.engine.run('session/makeCall', [{}], {
			parameters: { deviceId: fromList('801103') },
		});

		expect(fault?.message).toBe("'Phone' is Old front desk phone, and this phone is off");
	});
});
