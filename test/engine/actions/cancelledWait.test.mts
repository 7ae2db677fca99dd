import type * as n8nWorkflow from 'n8n-workflow';

import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { callRequestLines } from '../../harness/requestLog.mts';
import { ringingCall } from '../../harness/ringingCall.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof n8nWorkflow>('n8n-workflow'),
	/** As in n8n-workflow before 2.34: it takes no notice of a signal. */
	sleep: async (milliseconds: number) =>
		await new Promise((resolve) => setTimeout(resolve, milliseconds)),
}));

const stage = engineOnSimulator();

it('ends at once with an n8n whose sleep does not', async () => {
	const call = await ringingCall(stage.simulator);
	const firstLook = eventually(async () => {
		expect(await callRequestLines(stage.simulator)).toHaveLength(1);
	});

	const { status } = await stage.engine.run('session/waitForStatus', [{ ...call }], {
		// Far longer than the test may take.
		parameters: { timeLimit: 600, options: { checkEvery: 300 } },
		cancelled: firstLook,
	});

	expect(status).toBe('canceled');
});
