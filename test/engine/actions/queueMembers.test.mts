import { salesDesk, salesQueue, supportDesk } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { requestLines } from '../../harness/requestLog.mts';
import { placedCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** The outcome of 'Get Members' for a call queue. */
async function membersOf(callQueueId: string) {
	return await stage.engine.run('callQueue/getMembers', [{}], {
		parameters: { callQueue: byId(callQueueId) },
	});
}

async function setDoNotDisturb(extensionId: string, dndStatus: string): Promise<void> {
	await stage.engine.run('presence/update', [{}], {
		parameters: {
			extensionId: byId(extensionId),
			updateFields: { dndStatus },
		},
	});
}

it('Get Members shows which members of a call queue are free', async () => {
	await placedCall(stage.simulator, { extensionNumber: salesDesk.number });

	const { items } = await stage.engine.run('callQueue/getMembers', [{}]);

	expect(items).toMatchObject([
		{
			json: {
				available: false,
				availableReason: 'has a ringing phone',
				name: 'Sales Desk',
				takesQueueCalls: true,
				extensionId: salesDesk.id,
				extensionNumber: '103',
				queueExtensionId: salesQueue.id,
			},
			pairedItem: { item: 0 },
		},
		{
			json: { available: true, availableReason: 'is available', extensionId: supportDesk.id },
			pairedItem: { item: 0 },
		},
	]);
});

it('Get Members shows which members take no calls of the queue', async () => {
	await setDoNotDisturb(salesDesk.id, 'DoNotAcceptDepartmentCalls');

	const { items } = await membersOf(salesQueue.id);

	expect(items.map(({ json }) => [json.available, json.availableReason])).toEqual([
		[false, 'takes no calls of this call queue'],
		[true, 'is available'],
	]);
});

it('Get Members shows a member as available who takes calls of queues only', async () => {
	await setDoNotDisturb(salesDesk.id, 'TakeDepartmentCallsOnly');

	const { items } = await membersOf(salesQueue.id);

	expect(items[0]?.json).toMatchObject({
		available: true,
		availableReason: 'is available',
		takesQueueCalls: true,
	});
});

/** RingCentral's answer to the next request for the presences of the call queue. */
async function answerNext(body: unknown): Promise<void> {
	await stage.simulator.control.post('/faults', {
		path: `/call-queues/${salesQueue.id}/presence$`,
		status: 200,
		body,
	});
}

it.each([
	[{ acceptQueueCalls: false, acceptCurrentQueueCalls: true }, false, false],
	[{ acceptQueueCalls: true, acceptCurrentQueueCalls: false }, false, false],
	[{ acceptQueueCalls: true, acceptCurrentQueueCalls: true }, true, true],
	// The user's own presence tells whether calls of queues ring.
	[{}, true, true],
])(
	"Get Members goes by the member's settings for all queues and for this one: %j",
	async (settings, available, takesQueueCalls) => {
		await answerNext({ records: [{ member: { id: salesDesk.id }, ...settings }] });

		const { items } = await membersOf(salesQueue.id);

		expect(items.map(({ json }) => json)).toMatchObject([{ available, takesQueueCalls }]);
	},
);

it('Get Members trusts the setting for this queue where RingCentral hides the presence', async () => {
	await answerNext({
		records: [{ member: { id: salesDesk.id }, acceptCurrentQueueCalls: true }, 'hidden'],
	});
	await stage.simulator.control.post('/faults', {
		path: `/extension/${salesDesk.id}/presence$`,
		status: 403,
		body: { errorCode: 'CMN-408' },
	});

	const { items } = await membersOf(salesQueue.id);

	expect(items.map(({ json }) => json)).toMatchObject([
		{ available: null, takesQueueCalls: true, extensionId: salesDesk.id },
	]);
});

it('Get Members keeps the reason why a member is busy who takes no calls of the queue', async () => {
	await placedCall(stage.simulator, { extensionNumber: salesDesk.number });
	await answerNext({ records: [{ member: { id: salesDesk.id }, acceptQueueCalls: false }] });

	const { items } = await membersOf(salesQueue.id);

	expect(items[0]?.json).toMatchObject({
		available: false,
		availableReason: 'has a ringing phone',
		takesQueueCalls: false,
	});
});

it('Get Members has null for a member without an ID', async () => {
	await answerNext({ records: [{ member: { name: 'Sales Desk' } }] });

	const { items } = await membersOf(salesQueue.id);

	expect(items[0]?.json).toMatchObject({
		name: 'Sales Desk',
		extensionId: null,
		available: null,
	});
});

it.each([{ records: 'none' }, {}, []])(
	'Get Members stops at an answer without a list: %j',
	async (body) => {
		await answerNext(body);

		const { fault } = await membersOf(salesQueue.id);

		expect(fault?.message).toMatch(/^The answer /);
	},
);

it('Get Members stops where RingCentral refuses every presence', async () => {
	await stage.simulator.control.post('/faults', {
		path: `/extension/${salesDesk.id}/presence$`,
		status: 403,
		body: { errorCode: 'CMN-401', message: 'In order to call this API endpoint, [ReadPresence]' },
	});

	const { fault } = await membersOf(salesQueue.id);

	expect(fault).toMatchObject({ httpCode: '403' });
});

it('Get Members sends one light request for the queue and one for each member up to the limit', async () => {
	await membersOf(salesQueue.id);
	await stage.simulator.control.delete('/requests');

	const { items } = await stage.engine.run('callQueue/getMembers', [{}], {
		parameters: { callQueue: byId(salesQueue.id), limit: 1 },
	});

	expect(items).toHaveLength(1);
	expect(await requestLines(stage.simulator)).toEqual(['GET presence 200', 'GET presence 200']);
});

it('Get Members leaves a presence unknown that RingCentral does not show', async () => {
	await stage.simulator.control.post('/faults', {
		path: `/extension/${salesDesk.id}/presence$`,
		status: 403,
		body: { errorCode: 'CMN-408' },
	});

	const { items } = await stage.engine.run('callQueue/getMembers', [{}]);

	expect(items[0]?.json).toMatchObject({ available: null, name: 'Sales Desk' });
	expect(items[1]?.json).toMatchObject({ available: true });
});

it.each([
	[
		'an extension that is no call queue',
		{ callQueue: byId(salesDesk.id) },
		`RingCentral does not have what 'Call Queue' names: ${salesDesk.id}`,
	],
	[
		'an unknown extension number',
		{ callQueue: byNumber('999') },
		"'Call Queue' is 999, which is not an extension of your company",
	],
	['an empty value', { callQueue: byId('={{ "" }}') }, "'Call Queue' is empty"],
])('Get Members names its field for %s', async (_case, parameters, message) => {
	const { fault } = await stage.engine.run('callQueue/getMembers', [{}], { parameters });

	expect(fault?.message).toBe(message);
});

it('the list of the field has the call queues', async () => {
	const { results } = await stage.engine.search('searchCallQueues');

	expect(results).toEqual([{ name: 'Sales Queue (200)', value: salesQueue.id }]);
});
