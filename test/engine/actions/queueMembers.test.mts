import { salesDesk, salesQueue, supportDesk } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byNumber } from '../../harness/locators.mts';
import { requestLines } from '../../harness/requestLog.mts';
import { placedCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const byId = (value: string) => ({ callQueue: { __rl: true, mode: 'id', value } });

async function setDoNotDisturb(extensionId: string, dndStatus: string): Promise<void> {
	await stage.engine.run('presence/update', [{}], {
		parameters: {
			extensionId: { __rl: true, mode: 'id', value: extensionId },
			updateFields: { dndStatus },
		},
	});
}

it('shows which members of a call queue are free', async () => {
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

it('shows which members take no calls of the queue', async () => {
	await setDoNotDisturb(salesDesk.id, 'DoNotAcceptDepartmentCalls');

	const { items } = await stage.engine.run('callQueue/getMembers', [{}], {
		parameters: byId(salesQueue.id),
	});

	expect(items.map(({ json }) => [json.available, json.availableReason])).toEqual([
		[false, 'takes no calls of this call queue'],
		[true, 'is available'],
	]);
});

it('sends light requests, for as many members as are wanted', async () => {
	await stage.engine.run('callQueue/getMembers', [{}], { parameters: byId(salesQueue.id) });
	await stage.simulator.control.delete('/requests');

	const { items } = await stage.engine.run('callQueue/getMembers', [{}], {
		parameters: { ...byId(salesQueue.id), limit: 1 },
	});

	expect(items).toHaveLength(1);
	expect(await requestLines(stage.simulator)).toEqual(['GET presence 200', 'GET presence 200']);
});

it('leaves the presence of members unknown where RingCentral does not show it', async () => {
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
		'a queue that is none',
		byId(salesDesk.id),
		`RingCentral does not have what 'Call Queue' names: ${salesDesk.id}`,
	],
	[
		'a number that nobody has',
		{ callQueue: byNumber('999') },
		"'Call Queue' is 999, which is not an extension of your company",
	],
	['nothing', byId('={{ "" }}'), "'Call Queue' is empty"],
])('names the field for %s', async (_what, parameters, message) => {
	const { fault } = await stage.engine.run('callQueue/getMembers', [{}], { parameters });

	expect(fault?.message).toBe(message);
});

it('has a list of the call queues', async () => {
	const { results } = await stage.engine.search('searchCallQueues');

	expect(results).toEqual([{ name: 'Sales Queue (200)', value: salesQueue.id }]);
});
