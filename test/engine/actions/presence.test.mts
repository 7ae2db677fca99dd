import { accountManager, reception, salesDesk, salesQueue } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId } from '../../harness/locators.mts';
import { callRequestLines, loggedRequests, requestLines } from '../../harness/requestLog.mts';
import { ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const extension = (value: string) => ({ extensionId: byId(value) });

describe('Get', () => {
	it("shows the user's own status and calls", async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('presence/get', [{}]);

		expect(items).toEqual([
			{
				json: {
					available: false,
					availableReason: 'has a ringing phone',
					name: 'Reception',
					extensionId: reception.id,
					extensionNumber: '101',
					presenceStatus: 'Available',
					userStatus: 'Available',
					dndStatus: 'TakeAllCalls',
					takesQueueCalls: true,
					telephonyStatus: 'Ringing',
					meetingStatus: 'Disconnected',
					message: null,
					calls: [expect.objectContaining({ ...call, status: 'Proceeding' })],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it("shows another colleague's status for each item", async () => {
		const { items } = await stage.engine.run(
			'presence/get',
			[{ colleague: accountManager.id }, { colleague: salesDesk.id }],
			{ parameters: extension('={{ $json.colleague }}') },
		);

		expect(items.map(({ json, pairedItem }) => [json.extensionId, pairedItem])).toEqual([
			[accountManager.id, { item: 0 }],
			[salesDesk.id, { item: 1 }],
		]);
	});

	it("returns RingCentral's own answer with Simplify off", async () => {
		const { items } = await stage.engine.run('presence/get', [{}], {
			parameters: { simplify: false },
		});

		expect(items[0]?.json).toMatchObject({
			extension: { id: Number(reception.id) },
			pickUpCallsOnHold: false,
		});
	});

	it('reports an unknown user, and continues with the others', async () => {
		const { items } = await stage.engine.run(
			'presence/get',
			[{ colleague: '1' }, { colleague: salesDesk.id }],
			{ parameters: extension('={{ $json.colleague }}'), onError: 'continueRegularOutput' },
		);

		expect(items).toMatchObject([
			{
				json: {
					error: "'Extension' [item 0] is 1, which is not an extension of your company",
					details: {
						code: 'CMN-102',
						description: 'Check the number, or choose from the list.',
					},
				},
				pairedItem: { item: 0 },
			},
			{ json: { extensionId: salesDesk.id }, pairedItem: { item: 1 } },
		]);
	});
});

describe('Get Many', () => {
	const chosen = (extensions: string | string[]) => ({ presenceOf: 'extensions', extensions });

	it('shows which chosen extensions are free, by a light request for each', async () => {
		await ringingCall(stage.simulator);
		await stage.engine.run('presence/update', [{}], {
			parameters: extension(salesDesk.id),
		});
		await stage.simulator.control.delete('/requests');

		const { items } = await stage.engine.run('presence/getMany', [{}], {
			parameters: chosen(['~', accountManager.id, salesDesk.id]),
		});

		expect(items.map(({ json }) => [json.name, json.available, json.availableReason])).toEqual([
			['Reception', false, 'has a ringing phone'],
			['Account Manager', true, 'is available'],
			['Sales Desk', false, 'takes no calls (Do Not Disturb)'],
		]);
		expect((await requestLines(stage.simulator)).sort()).toEqual([
			'GET extension 200',
			'GET presence 200',
			'GET presence 200',
			'GET presence 200',
		]);
		const requests = await loggedRequests(stage.simulator);
		expect(requests.map(({ path }) => path)).not.toContain('/restapi/v1.0/account/~/presence');
	});

	it('accepts extension numbers from an expression', async () => {
		const { items } = await stage.engine.run('presence/getMany', [{ team: '102, 103' }], {
			parameters: chosen('={{ $json.team }}'),
		});

		expect(items.map(({ json }) => json.extensionId)).toEqual([accountManager.id, salesDesk.id]);
	});

	it('has null for unknown values and names', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/account/~/extension$',
			status: 403,
			body: { errorCode: 'CMN-408' },
		});

		const { items } = await stage.engine.run('presence/getMany', [{}], {
			parameters: chosen([accountManager.id, salesQueue.id]),
		});

		expect(items.map(({ json }) => json)).toMatchObject([
			{ available: true, name: null, extensionNumber: '102' },
			{
				available: null,
				availableReason: expect.stringContaining('has a hidden presence'),
				extensionId: salesQueue.id,
			},
		]);
	});

	it('asks for no names where the output shows none', async () => {
		await stage.engine.run('presence/getMany', [{}], {
			parameters: { ...chosen(['~']), simplify: false },
		});

		expect(await callRequestLines(stage.simulator)).toEqual(['GET presence 200']);
	});

	it("has the presence of an extension that RingCentral's list does not show", async () => {
		await stage.simulator.control.post('/faults', {
			path: '/account/~/extension$',
			status: 200,
			body: { records: [{ name: 'No ID' }, { id: accountManager.id, name: 'Account Manager' }] },
		});
		await stage.simulator.control.post('/faults', {
			path: '/374395131/presence$',
			status: 200,
			body: { presenceStatus: 'Available', extension: { id: '374395131' } },
		});

		const { items } = await stage.engine.run('presence/getMany', [{}], {
			parameters: chosen(['374395131']),
		});

		expect(items[0]?.json.extensionId).toBe('374395131');
	});

	it('stops where RingCentral refuses the list for another reason than a permission', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/account/~/extension$',
			status: 400,
			body: { errorCode: 'CMN-101', message: 'Parameter [page] value is invalid.' },
		});

		const { fault } = await stage.engine.run('presence/getMany', [{}], {
			parameters: chosen([accountManager.id]),
		});

		expect(fault).toMatchObject({ httpCode: '400', context: { errorCode: 'CMN-101' } });
	});

	it.each([
		['an empty list', '={{ [] }}', "'Extension Names or IDs' is empty"],
		[
			'an unknown extension number',
			'999',
			"'Extension Names or IDs' has 999, which is no extension of your company",
		],
	])('refuses %s', async (_case, extensions, message) => {
		const { fault } = await stage.engine.run('presence/getMany', [{}], {
			parameters: chosen(extensions),
		});

		expect(fault?.message).toBe(message);
	});

	it('shows the presence of every user, with their calls', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('presence/getMany', [{}]);

		expect(items.map(({ json }) => json.extensionNumber)).toEqual(['101', '102', '103', '104']);
		expect(items[0]?.json.calls).toEqual([expect.objectContaining({ ...call })]);
		expect(items[1]?.json).toMatchObject({ telephonyStatus: 'NoCall', calls: [] });
	});

	it('gets as many presences as the limit allows in one request', async () => {
		await stage.engine.run('presence/get', [{}]);
		await stage.simulator.control.delete('/requests');

		const { items } = await stage.engine.run('presence/getMany', [{}], {
			parameters: { returnAll: false, limit: 3 },
		});

		expect(items).toHaveLength(3);
		const requests = await loggedRequests(stage.simulator);
		expect(requests).toMatchObject([
			{ path: '/restapi/v1.0/account/~/extension' },
			{
				path: '/restapi/v1.0/account/~/presence',
				query: { page: '1', perPage: '3', detailedTelephonyState: 'true' },
			},
		]);
	});
});

describe('Update', () => {
	it('changes only the given fields', async () => {
		const { items } = await stage.engine.run('presence/update', [{}]);

		expect(items).toEqual([
			{
				json: expect.objectContaining({
					extensionId: reception.id,
					dndStatus: 'DoNotAcceptAnyCalls',
					message: 'In a meeting',
					userStatus: 'Available',
				}),
				pairedItem: { item: 0 },
			},
		]);
		const later = await stage.engine.run('presence/get', [{}]);
		expect(later.items[0]?.json).toMatchObject({
			dndStatus: 'DoNotAcceptAnyCalls',
			message: 'In a meeting',
		});
	});

	it("sends every field under RingCentral's name", async () => {
		const updateFields = {
			acceptCallQueueCalls: false,
			allowSeeMyPresence: false,
			callerIdVisibility: 'PermittedUsers',
			dndStatus: 'TakeDepartmentCallsOnly',
			dndStatusPersonal: 'TakeAllCalls',
			message: '',
			pickUpCallsOnHold: true,
			ringOnMonitoredCall: true,
			userStatus: 'Busy',
		};

		await stage.engine.run('presence/update', [{}], {
			parameters: { ...extension(accountManager.id), updateFields },
		});

		const requests = await loggedRequests(stage.simulator);
		expect(requests.at(-1)).toMatchObject({
			method: 'PUT',
			path: `/restapi/v1.0/account/~/extension/${accountManager.id}/presence`,
			status: 200,
			body: updateFields,
		});
	});

	it.each([
		['Back at {{ 2 }}', 'Back at 2'],
		['{{ 1402 }}', '1402'],
		['{{ "" }}', ''],
	])('takes a message from an expression: =%s', async (expression, message) => {
		const { items } = await stage.engine.run('presence/update', [{}], {
			parameters: { updateFields: { message: `=${expression}` } },
		});

		expect(items[0]?.json.message).toBe(message === '' ? null : message);
		const [request] = (await loggedRequests(stage.simulator)).filter(
			({ method }) => method === 'PUT',
		);
		expect(request?.body).toEqual({ message });
	});

	it.each([
		['an empty change', {}, "'Update Fields' is empty"],
		[
			'a message from an expression that finds nothing',
			{ message: '={{ $json.message }}' },
			"'Message' has an expression that finds nothing",
		],
		['a list for a message', { message: '={{ ["Back"] }}' }, "'Message' is not a text: a list"],
		[
			'an unknown status',
			{ userStatus: '={{ "Asleep" }}' },
			"'User Status' is not one of its choices: Asleep",
		],
		[
			'a text for yes or no',
			{ pickUpCallsOnHold: '={{ "yes" }}' },
			"'Pick Up Calls on Hold' is neither on nor off: yes",
		],
	])('refuses %s before any request', async (_case, updateFields, message) => {
		const { fault } = await stage.engine.run('presence/update', [{}], {
			parameters: { updateFields },
		});

		expect(fault?.message).toBe(message);
		const requests = await loggedRequests(stage.simulator);
		expect(requests).toEqual([]);
	});
});
