import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { byId, fromList, locator } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';

const stage = engineOnSimulator();

interface SimulatedCall {
	telephonySessionId: string;
	over: boolean;
	parties: Array<{ id: string; status: string }>;
}

/** The call of the RingOut, as soon as its first or second phone rings. */
async function ringingPhone(phone: 1 | 2): Promise<SimulatedCall> {
	const calls: SimulatedCall[] = [];
	await eventually(async () => {
		const { data } = await stage.simulator.control.get<SimulatedCall[]>('/calls');
		calls.push(...data);
		expect(calls.at(-1)?.parties[phone - 1]?.status).toBe('Proceeding');
	});
	const [call] = calls.slice(-1);
	if (call === undefined) throw new Error('There is no such call');
	return call;
}

async function pickUp(phone: 1 | 2): Promise<void> {
	const { telephonySessionId, parties } = await ringingPhone(phone);
	await stage.simulator.control.post(
		`/calls/${telephonySessionId}/parties/${parties[phone - 1]?.id}/answer`,
	);
}

describe('Create', () => {
	it("rings the user's own phone, and the other phone once it is answered", async () => {
		const { items } = await stage.engine.run('ringOut/create', [{}]);

		expect(items).toEqual([
			{
				json: {
					ringOutId: expect.any(String),
					callStatus: 'InProgress',
					callerStatus: 'InProgress',
					calleeStatus: 'InProgress',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect((await loggedRequests(stage.simulator)).at(-1)?.body).toEqual({
			from: { forwardingNumberId: '901101' },
			to: { phoneNumber: '+14155550123' },
		});
		await pickUp(1);
		await pickUp(2);

		const later = await stage.engine.run('ringOut/get', [{ ...items[0]?.json }]);
		expect(later.items[0]?.json).toMatchObject({ callStatus: 'Success', callerStatus: 'Success' });
	});

	it("sends numbers and options in RingCentral's form", async () => {
		await stage.engine.run('ringOut/create', [{}], {
			parameters: {
				ringFirst: 'phoneNumber',
				ownPhoneNumber: '+1 (415) 555-0151',
				phoneNumber: '+1 415 555 0123',
				options: {
					callerId: locator('phoneNumber', '+1 415-555-0100'),
					countryId: fromList('1'),
					playPrompt: false,
				},
			},
		});

		expect((await loggedRequests(stage.simulator)).at(-1)).toMatchObject({
			status: 200,
			path: '/restapi/v1.0/account/~/extension/~/ring-out',
			body: {
				from: { phoneNumber: '+14155550151' },
				to: { phoneNumber: '+14155550123' },
				callerId: { phoneNumber: '+14155550100' },
				playPrompt: false,
				country: { id: '1' },
			},
		});
	});

	it('is not sent again when its answer is lost', async () => {
		await stage.simulator.control.post('/faults', {
			method: 'POST',
			path: '/ring-out$',
			dropConnection: true,
		});

		const { fault } = await stage.engine.run('ringOut/create', [{}]);

		expect(fault?.message).toBe(
			'RingCentral did not answer, so it is not known whether this was carried out',
		);
		expect((await stage.simulator.control.get<unknown[]>('/calls')).data).toEqual([]);
	});

	it('names the forwarding number that RingCentral does not know', async () => {
		const { fault } = await stage.engine.run('ringOut/create', [{}], {
			parameters: { forwardingNumberId: byId('1') },
		});

		expect(fault?.message).toBe("RingCentral cannot use what is in 'Forwarding Number': 1");
	});

	it.each([
		['from.phoneNumber', "'Your Phone Number'"],
		['to.phoneNumber', "'Phone Number': +14155550123"],
		['callerId.phoneNumber', "'Caller ID'"],
		['country.id', "'Country'"],
	])('names the field behind %s, which RingCentral refuses', async (parameterName, field) => {
		await stage.simulator.control.post('/faults', {
			method: 'POST',
			path: '/ring-out$',
			status: 400,
			body: {
				errorCode: 'CMN-101',
				message: `Parameter [${parameterName}] is invalid`,
				parameterName,
			},
		});

		const { fault } = await stage.engine.run('ringOut/create', [{}]);

		expect(fault?.message).toBe(`RingCentral cannot use what is in ${field}`);
	});

	it.each([
		[{ phoneNumber: '={{ $json.missing }}' }, "'Phone Number' is empty"],
		[
			{ ringFirst: 'phoneNumber', ownPhoneNumber: '0151' },
			"'Your Phone Number' is not an international phone number: 0151",
		],
		[
			{
				options: {
					callerId: locator('phoneNumber', '={{ "Reception" }}'),
				},
			},
			"'Caller ID' is not an international phone number: Reception",
		],
		[
			{ ringFirst: '={{ "both" }}', ownPhoneNumber: '+14155550151' },
			"'Ring First' is not one of its choices: both",
		],
	])('refuses %j before any request', async (parameters, message) => {
		const { fault } = await stage.engine.run('ringOut/create', [{}], { parameters });

		expect(fault?.message).toBe(message);
		expect(await loggedRequests(stage.simulator)).toEqual([]);
	});
});

describe('Cancel', () => {
	it('stops the ringing', async () => {
		const created = await stage.engine.run('ringOut/create', [{}]);
		const { telephonySessionId } = await ringingPhone(1);

		const { items } = await stage.engine.run('ringOut/cancel', [{ ...created.items[0]?.json }]);

		const ringOutId = created.items[0]?.json.ringOutId;
		expect(items).toEqual([
			{
				json: { success: true, ringOutId, wasAlreadyOver: false },
				pairedItem: { item: 0 },
			},
		]);
		await eventually(async () => {
			const { data } = await stage.simulator.control.get(`/calls/${telephonySessionId}`);
			expect(data).toMatchObject({ over: true });
		});
	});

	it('succeeds for a RingOut that is over', async () => {
		const { items } = await stage.engine.run('ringOut/cancel', [{ ringOutId: '1' }]);

		expect(items[0]?.json).toMatchObject({ success: true, wasAlreadyOver: true });
	});
});

describe('Get', () => {
	it('reports that a RingOut is over, and continues with the others', async () => {
		const created = await stage.engine.run('ringOut/create', [{}]);
		const { ringOutId } = created.items[0]?.json ?? {};

		const { items } = await stage.engine.run('ringOut/get', [{ ringOutId: '1' }, { ringOutId }], {
			onError: 'continueRegularOutput',
		});

		expect(items).toMatchObject([
			{
				json: { error: "RingCentral does not have what 'RingOut ID' [item 0] names: 1" },
				pairedItem: { item: 0 },
			},
			{ json: { ringOutId, callStatus: 'InProgress' }, pairedItem: { item: 1 } },
		]);
	});
});
