import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { n8nVersions, skipReasonOf } from '../../lab/src/n8nVersions.mts';
import { packageName } from '../../lab/src/packageInstall.mts';
import { receivedRequests, subscriptions } from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { describeUnless } from '../harness/describeUnless.mts';
import { openStageOn, type Stage } from '../harness/stage.mts';
import { connectWithJwt } from './accounts.mts';
import { ring } from './calls.mts';
import { executionsUpTo } from './executions.mts';
import { action, chain, trigger } from './workflows.mts';

// n8n decides when the watch over a subscription begins and ends, and each version does so differently.

jest.setTimeout(400_000);

const watchFile = 'dist/nodes/RingCentralCallControl/triggers/webhook/watch.js';

/** Lets the installed package look each half second instead of every ten minutes. */
async function quicken({ n8n }: Stage): Promise<void> {
	const { userFolder } = n8n.options;
	const file = path.join(userFolder, '.n8n/nodes/node_modules', packageName, watchFile);
	const code = await readFile(file, 'utf8');
	const quick = code.replace('pace: 600_000', 'pace: 500');
	expect(quick).not.toBe(code);
	await writeFile(file, quick);
}

for (const version of n8nVersions) {
	describeUnless(skipReasonOf(version), `On n8n ${version}, the subscription of a workflow`, () => {
		let stage: Stage;

		beforeAll(async () => {
			stage = await openStageOn(version);
			await stage.n8n.stop();
			await quicken(stage);
			await stage.startN8nAgain();
		});

		afterAll(() => stage.close());

		const lists = async () =>
			(await receivedRequests(stage.simulator.control)).filter(
				({ method, path: address }) => method === 'GET' && address.endsWith('/subscription'),
			);

		it('is replaced when RingCentral blacklists it, and watched only while the workflow is published', async () => {
			const credentials = await connectWithJwt(stage);
			const look = action('Look', credentials, { resource: 'session', operation: 'get' });
			const nodes = [trigger(credentials), look];
			const workflow = await stage.client.createWorkflow(chain('Watched', nodes));
			await stage.client.activate(workflow);
			const [before] = await subscriptions(stage.simulator.control);

			await stage.simulator.control.post(`/subscriptions/${before?.id}/blacklist`);

			await waitFor('Another subscription in its place', async () => {
				const [after, ...others] = await subscriptions(stage.simulator.control);
				const isReplaced = after?.status === 'Active' && after.id !== before?.id;
				return (isReplaced && others.length === 0) || undefined;
			});
			await executionsUpTo(stage.client, workflow, await ring(stage));

			await stage.client.deactivate(workflow);
			await waitFor('The end of the subscription', async () =>
				(await subscriptions(stage.simulator.control)).length === 0 ? true : undefined,
			);
			await stage.simulator.control.delete('/requests');
			// If the watch of the first workflow were still running, there would be twice as many questions.
			const other = await stage.client.createWorkflow(chain('Other', nodes));
			await stage.client.activate(other);
			const asked = (await lists()).length;
			const began = Date.now();
			await waitFor('Three more questions', async () =>
				(await lists()).length >= asked + 3 ? true : undefined,
			);
			expect((await lists()).length - asked).toBeLessThanOrEqual(1 + (Date.now() - began) / 500);
			expect(await subscriptions(stage.simulator.control)).toHaveLength(1);
			await stage.client.deactivate(other);
		});
	});
}
