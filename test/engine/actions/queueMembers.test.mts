import { salesDesk, salesQueue, supportDesk } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { requestLines } from '../../harness/requestLog.mts';
import { placedCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

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

	const { items } = await stage.engine.run('callQueue/getMembers', [{}], {
		parameters: { callQueue: byId(salesQueue.id) },
	});

	expect(items.map(({ json }) => [json.available, json.availableReason])).toEqual([
		[false, 'takes no calls of this call queue'],
		[true, 'is available'],
	]);
});

it('Get Members shows a member as available who takes calls of queues only', async () => {
	await setDoNotDisturb(salesDesk.id, 'TakeDepartmentCallsOnly');

	const { items } = await stage.engine.run('callQueue/getMembers', [{}], {
		parameters: { callQueue: byId(salesQueue.id) },
	});

	expect(items[0]?.json).toMatchObject({
		available: true,
		availableReason: 'is available',
		takesQueueCalls: true,
	});
});

it('Get Members sends one light request for the queue and one for each member up to the limit', async () => {
	await stage.engine.run('callQueue/getMembers', [{}], {
		parameters: { callQueue: byId(salesQueue.id) },
	});
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
