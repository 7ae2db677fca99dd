import {
	accountManager,
	extensions,
	frontPark,
	reception,
	salesDesk,
	salesQueue,
} from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber, fromList } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';
import { ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** The queries of the simulator's lists, in order. */
async function listQueries(): Promise<unknown[]> {
	return (await loggedRequests(stage.simulator))
		.filter(({ method, status }) => method === 'GET' && status === 200)
		.map(({ query }) => query);
}

const accountManagerItem = {
	extensionId: accountManager.id,
	extensionNumber: '102',
	name: 'Account Manager',
	type: 'User',
	status: 'Enabled',
	email: 'account.manager@example.com',
	phoneNumber: '+14155550102',
	department: null,
	site: null,
	hidden: false,
};

describe('Extension: Get', () => {
	it("shows the extension of the call's own side, behind a trigger", async () => {
		const { items } = await stage.engine.run('extension/get', [
			{ telephonySessionId: 's-1', partyId: 'p-1', extensionId: accountManager.id },
		]);

		expect(items).toEqual([{ json: accountManagerItem, pairedItem: { item: 0 } }]);
	});

	it('accepts an extension number', async () => {
		const { items } = await stage.engine.run('extension/get', [{}], {
			parameters: { extension: byNumber('102') },
		});

		expect(items.map(({ json }) => json)).toEqual([accountManagerItem]);
	});

	it("returns RingCentral's own answer with Simplify off", async () => {
		const { items } = await stage.engine.run('extension/get', [{ extensionId: reception.id }], {
			parameters: { simplify: false },
		});

		expect(items[0]?.json).toMatchObject({
			id: Number(reception.id),
			permissions: { admin: { enabled: true } },
		});
	});

	it.each([
		[{ extensionId: null }, {}, 'is empty'],
		[{ extensionId: '..' }, {}, 'is not an ID: ..'],
		[{}, { mode: 'number', value: '={{ "Reception" }}' }, 'is not an extension number: Reception'],
		[{}, { mode: 'number', value: '999' }, 'is 999, which is not an extension of your company'],
	])('refuses the item %j with the parameter %j: it %s', async (item, locator, reason) => {
		const { fault } = await stage.engine.run('extension/get', [item], {
			parameters: 'mode' in locator ? { extension: { __rl: true, ...locator } } : {},
		});

		expect(fault?.message).toBe(`'Extension' ${reason}`);
	});

	it('reports an extension that RingCentral does not have', async () => {
		const { fault } = await stage.engine.run('extension/get', [{ extensionId: '1' }]);

		expect(fault?.message).toBe("'Extension' is 1, which is not an extension of your company");
	});
});

describe('Extension: Get Many', () => {
	it('lists the extensions of the chosen types for each item', async () => {
		const { items } = await stage.engine.run('extension/getMany', [{}, {}], {
			parameters: { filters: { type: ['Department', 'ParkLocation'] } },
		});

		expect(items.map(({ json, pairedItem }) => [json.extensionId, pairedItem])).toEqual([
			[salesQueue.id, { item: 0 }],
			[frontPark.id, { item: 0 }],
			[salesQueue.id, { item: 1 }],
			[frontPark.id, { item: 1 }],
		]);
	});

	it('finds an extension by its email address and number', async () => {
		const { items } = await stage.engine.run('extension/getMany', [{}], {
			parameters: { filters: { email: ' account.manager@example.com ', extensionNumber: '102' } },
		});

		expect(items.map(({ json }) => json)).toEqual([accountManagerItem]);
	});

	it('requests no more than the limit', async () => {
		const { items } = await stage.engine.run('extension/getMany', [{}], {
			parameters: { returnAll: false, limit: 2, filters: {} },
		});

		expect(items.map(({ json }) => json.extensionId)).toEqual([reception.id, accountManager.id]);
		expect(await listQueries()).toEqual([{ page: '1', perPage: '2' }]);
	});

	it("returns RingCentral's own answer with Simplify off", async () => {
		const { items } = await stage.engine.run('extension/getMany', [{}], {
			parameters: { simplify: false, filters: {} },
		});

		expect(items).toHaveLength(extensions.length);
		expect(items[0]?.json).toMatchObject({ id: Number(reception.id), hidden: false });
	});

	it.each([0, 1.5, '={{ $json.limit }}'])('refuses the limit %s', async (limit) => {
		const { fault } = await stage.engine.run('extension/getMany', [{}], {
			parameters: { returnAll: false, limit },
		});

		expect(fault?.message).toMatch(/^'Limit' is not a whole number from 1 on: /);
		expect(await loggedRequests(stage.simulator)).toEqual([]);
	});
});

describe('Device: Get Many', () => {
	it("lists the user's own phones, and whether they are switched on", async () => {
		const { items } = await stage.engine.run('device/getMany', [{}]);

		expect(items.map(({ json }) => [json.deviceId, json.type, json.status])).toEqual([
			['801101', 'HardPhone', 'Online'],
			['801102', 'SoftPhone', 'Online'],
			['801103', 'HardPhone', 'Offline'],
		]);
		expect(items[0]?.json).toMatchObject({ extensionId: reception.id, extensionNumber: '101' });
	});

	it("lists a colleague's phones of one type", async () => {
		const parameters = { extensionId: fromList(accountManager.id) };

		const desk = await stage.engine.run('device/getMany', [{}], {
			parameters: { ...parameters, filters: { type: ['HardPhone'] } },
		});
		const app = await stage.engine.run('device/getMany', [{}], {
			parameters: { ...parameters, filters: { type: ['SoftPhone', 'Room'] } },
		});

		expect(desk.items.map(({ json }) => json.deviceId)).toEqual(['801201']);
		expect(app.items).toEqual([]);
	});

	it('names the extension that RingCentral does not know', async () => {
		const { fault } = await stage.engine.run('device/getMany', [{}], {
			parameters: { extensionId: byId('1') },
		});

		expect(fault?.message).toBe("'Extension' is 1, which is not an extension of your company");
	});

	it('refuses an extension that would change the path of the request', async () => {
		const { fault } = await stage.engine.run('device/getMany', [{}], {
			parameters: { extensionId: byId('..') },
		});

		expect(fault?.message).toBe("'Extension' is not an ID: ..");
		expect(await loggedRequests(stage.simulator)).toEqual([]);
	});
});

describe('Call Queue: Get Many', () => {
	const queue = {
		extensionId: salesQueue.id,
		extensionNumber: '200',
		name: 'Sales Queue',
		status: 'Enabled',
		site: null,
	};

	it('lists the call queues with the IDs that Forward needs', async () => {
		const { items } = await stage.engine.run('callQueue/getMany', [{}]);

		expect(items).toEqual([{ json: queue, pairedItem: { item: 0 } }]);
	});

	it.each([
		['a member', salesDesk.id, [queue]],
		['a user without a call queue', reception.id, []],
		['the signed-in user, who has none', '~', []],
	])('lists the call queues of %s', async (_case, id, expected) => {
		const { items } = await stage.engine.run('callQueue/getMany', [{}], {
			parameters: { memberExtensionId: byId(id) },
		});

		expect(items.map(({ json }) => json)).toEqual(expected);
	});

	it('returns an item with the missing permission when the node continues', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		const { items } = await stage.engine.run('callQueue/getMany', [{}], {
			onError: 'continueRegularOutput',
		});

		expect(items).toEqual([
			{
				json: {
					error: "The app lacks the permission 'Read Accounts' in RingCentral",
					details: expect.objectContaining({ code: 'CMN-401' }),
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('an extension By Number', () => {
	it.each([
		['device/getMany', 'extensionId', '/extension/37439512/device'],
		['presence/get', 'extensionId', '/extension/37439512/presence'],
		['presence/update', 'extensionId', '/extension/37439512/presence'],
		['session/getMany', 'callsOfExtension', '/extension/37439512/presence'],
	])('is looked up by %s for the parameter %s', async (workflow, parameter, path) => {
		const { fault } = await stage.engine.run(workflow, [{}], {
			parameters: { [parameter]: byNumber(accountManager.number) },
		});

		expect(fault).toBeUndefined();
		const paths = (await loggedRequests(stage.simulator)).map((request) => request.path);
		expect(paths).toContainEqual(expect.stringContaining(path));
	});

	it('stands for a member of call queues', async () => {
		const { items } = await stage.engine.run('callQueue/getMany', [{}], {
			parameters: { memberExtensionId: byNumber(salesDesk.number) },
		});

		expect(items.map(({ json }) => json.name)).toEqual(['Sales Queue']);
	});

	it('is sent as an ID for a voicemail, because RingCentral takes only that', async () => {
		const call = await ringingCall(stage.simulator);

		await stage.engine.run('party/forward', [{ ...call }], {
			parameters: { target: 'voicemail', voicemailExtension: byNumber(accountManager.number) },
		});

		expect((await loggedRequests(stage.simulator)).at(-1)).toMatchObject({
			path: expect.stringMatching(/\/forward$/),
			body: { voicemail: accountManager.id },
		});
	});
});

describe('an invalid Limit', () => {
	it.each([
		['party/getMany', '={{ $json.limit }}'],
		['session/getMany', 1.5],
		['callQueue/getMembers', 0],
	])('is refused by %s before any request', async (workflow, limit) => {
		const { fault } = await stage.engine.run(workflow, [{ telephonySessionId: 's-1' }], {
			parameters: { returnAll: false, limit },
		});

		expect(fault?.message).toMatch(/^'Limit' is not a whole number from 1 on: /);
		expect(await loggedRequests(stage.simulator)).toEqual([]);
	});
});

it('does not take a missing user for a call that is over', async () => {
	await stage.simulator.control.post('/faults', {
		path: '/device$',
		status: 404,
		body: { errors: [{ errorCode: 'CMN-102', message: 'Resource is not found' }] },
	});

	const { fault } = await stage.engine.run('device/getMany', [{}], {
		parameters: { extensionId: byId('1') },
	});

	expect(fault?.message).toBe('Resource is not found');
});

it('finds the refused field in the words of RingCentral too', async () => {
	await stage.simulator.control.post('/faults', {
		path: '/device$',
		status: 404,
		body: { errorCode: 'CMN-102', message: 'Resource for parameter [extensionId] is not found' },
	});

	const { fault } = await stage.engine.run('device/getMany', [{}], {
		parameters: { extensionId: byId('1') },
	});

	expect(fault?.message).toBe("'Extension' is 1, which is not an extension of your company");
});
