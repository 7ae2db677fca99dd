import type { ChildProgram } from '../../lab/src/childProgram.mts';
import { startN8nWorker } from '../../lab/src/n8nProcess.mts';
import { createDatabases, describeWithDatabases, type Databases } from '../harness/databases.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithJwt } from './accounts.mts';
import { ring } from './calls.mts';
import { finishedExecutions } from './executions.mts';
import { action, chain, trigger } from './workflows.mts';

jest.setTimeout(400_000);

// https://docs.n8n.io/hosting/scaling/queue-mode/#offload-manual-executions-to-workers
describeWithDatabases('Where a worker carries out manual executions', () => {
	let databases: Databases;
	let stage: Stage;
	let worker: ChildProgram;

	beforeAll(async () => {
		databases = await createDatabases();
		const environment = {
			...databases.environment,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		};
		stage = await openStage(environment);
		worker = await startN8nWorker({ userFolder: await stage.addUserFolder(), environment });
	});

	afterAll(async () => {
		await worker?.stop();
		await stage?.close();
		await databases?.remove();
	});

	it('"Listen for test event" of the Call Control Trigger passes the call to the next node', async () => {
		const credentials = await connectWithJwt(stage);
		const first = trigger(credentials);
		const look = action('Look', credentials, { resource: 'session', operation: 'get' });
		const tried = await stage.client.createWorkflow(chain('Under construction', [first, look]));
		await stage.client.listenForTestEvent(tried, first.name);
		const call = await ring(stage);

		const [execution] = await finishedExecutions(stage.client, tried, 1, 60_000);
		expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
		for (const items of [execution?.items[first.name], execution?.items.Look]) {
			expect(items).toMatchObject([{ telephonySessionId: call.telephonySessionId }]);
		}
		expect(worker.output()).toContain(`Worker started execution ${execution?.id}`);
	});
});
