import { access } from 'node:fs/promises';
import path from 'node:path';

import { resources } from '../../../nodes/RingCentralCallControl/actions/resources.ts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';

const stage = engineOnSimulator();

const workflows = resources
	.filter(({ value }) => value === 'party' || value === 'session')
	.flatMap((resource) =>
		resource.operations.map((operation) => `${resource.value}/${operation.value}`),
	);

describe.each(workflows)('%s', (workflow) => {
	it('has a workflow in test/engine/workflows', async () => {
		const file = path.resolve(import.meta.dirname, '../workflows', `${workflow}.workflow.json`);

		await expect(access(file)).resolves.toBeUndefined();
	});

	it('returns an item for each refusal when the node continues', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/(telephony|presence)',
			status: 400,
			body: { errorCode: 'CMN-999', message: 'Not today' },
			times: 100,
		});
		const call = { telephonySessionId: 's-1', partyId: 'p-1' };
		const item = {
			...call,
			consultationTelephonySessionId: 's-2',
			sourceTelephonySessionId: 's-3',
		};

		const { status, outputs } = await stage.engine.run(workflow, [item, item], {
			onError: 'continueRegularOutput',
		});

		expect(status).toBe('success');
		expect(outputs.flat()).toMatchObject([
			{ json: { details: { code: 'CMN-999', httpCode: '400' } }, pairedItem: { item: 0 } },
			{ json: { details: { code: 'CMN-999', httpCode: '400' } }, pairedItem: { item: 1 } },
		]);
	});
});
