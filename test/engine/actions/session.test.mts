import { reception } from '../../../simulator/account.mts';
import { createEngine, type Engine } from '../../harness/engine.mts';
import { eventually } from '../../harness/eventually.mts';
import { jwtCredentialFor } from '../../harness/jwtCredential.mts';
import { answeredCall, ringingCall, stateOf } from '../../harness/ringingCall.mts';
import { startSimulator, type RunningSimulator } from '../../harness/simulator.mts';

let simulator: RunningSimulator;
let engine: Engine;

beforeAll(async () => {
	simulator = await startSimulator();
});

beforeEach(async () => {
	await simulator.control.post('/reset');
	engine = createEngine();
	engine.credentials.keep('ringCentralJwtApi', jwtCredentialFor(simulator.url));
});

afterAll(async () => await simulator.stop());

describe('Get', () => {
	it('describes the call with all its parties', async () => {
		const call = await ringingCall(simulator);

		const { items } = await engine.run('session/get', [{ ...call }]);

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

	it("gives RingCentral's own answer with Simplify off", async () => {
		const call = await ringingCall(simulator);

		const { items } = await engine.run('session/get', [{ ...call }], {
			parameters: { simplify: false },
		});

		expect(items[0]?.json).toMatchObject({
			id: call.telephonySessionId,
			origin: { type: 'Call' },
		});
	});
});

describe('Get Many', () => {
	it('finds the live calls, ready for a party operation behind it', async () => {
		const answered = await answeredCall(simulator);
		const ringing = await ringingCall(simulator);

		const { items } = await engine.run('session/getMany', [{}]);

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
		await ringingCall(simulator);
		await ringingCall(simulator);

		const { items } = await engine.run('session/getMany', [{}], {
			parameters: { returnAll: false, limit: 1 },
		});

		expect(items).toHaveLength(1);
	});

	it('gives what RingCentral says with Simplify off', async () => {
		const call = await ringingCall(simulator);

		const { items } = await engine.run('session/getMany', [{}], {
			parameters: { simplify: false },
		});

		expect(items[0]?.json).toMatchObject({ ...call, telephonyStatus: 'Ringing' });
	});

	it('names the extension that RingCentral does not know', async () => {
		const { fault } = await engine.run('session/getMany', [{}], {
			parameters: { callsOfExtension: { __rl: true, mode: 'id', value: '1' } },
		});

		expect(fault?.message).toBe("RingCentral cannot use what is in 'Extension' [item 0]");
	});
});

describe('End', () => {
	it('hangs up for everybody', async () => {
		const call = await answeredCall(simulator);

		const { items } = await engine.run('session/end', [{ ...call }]);

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
			expect((await stateOf(simulator, call)).over).toBe(true);
		});
	});

	it('is content with a call that is over', async () => {
		const call = await answeredCall(simulator);
		await simulator.control.post(`/calls/${call.telephonySessionId}/hangup`);

		const { items } = await engine.run('session/end', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ success: true, wasAlreadyOver: true });
	});
});

describe('Make Call', () => {
	it('calls from the chosen phone', async () => {
		const { items } = await engine.run('session/makeCall', [{}]);

		const telephonySessionId = items[0]?.json.telephonySessionId;
		expect(items[0]?.json).toMatchObject({ origin: 'CallOut', partyId: expect.any(String) });
		const { data: calls } = await simulator.control.get('/calls');
		expect(calls).toEqual([expect.objectContaining({ telephonySessionId })]);
	});

	it('sends who, from where and the country', async () => {
		await engine.run('session/makeCall', [{}], {
			parameters: {
				callTo: 'extension',
				extensionNumber: '102',
				options: { countryId: 1 },
			},
		});

		const { data: requests } = await simulator.control.get('/requests');
		expect(requests.at(-1)).toMatchObject({
			method: 'POST',
			path: '/restapi/v1.0/account/~/telephony/call-out',
			body: { from: { deviceId: '801101' }, to: { extensionNumber: '102' }, countryId: 1 },
		});
	});

	it('names the phone that is switched off', async () => {
		const { fault } = await engine.run('session/makeCall', [{}], {
			parameters: { deviceId: { __rl: true, mode: 'list', value: '801103' } },
		});

		expect(fault?.message).toBe("RingCentral cannot use what is in 'Device' [item 0]");
	});
});
