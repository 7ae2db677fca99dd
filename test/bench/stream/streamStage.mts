import path from 'node:path';

import type { ChildProgram } from '../../../lab/src/childProgram.mts';
import { startListening } from '../source/startSource.mts';
import { openBenchStage, type BenchStage } from '../stage.mts';
import { filteringWebhookWorkflow, streamWorkflow } from './workflows.mts';

const WEBHOOK_PATH = 'all-events';

/** n8n with the workflows of all contestants, active. */
export interface StreamStage extends BenchStage {
	/** Address of n8n's stock Webhook node, with an If node behind it. */
	filteringWebhook: string;
	/** Starts the bare script, which gets the events from then on. */
	startBareScript(): Promise<ChildProgram>;
}

export async function openStreamStage(environment?: Record<string, string>): Promise<StreamStage> {
	const stage = await openBenchStage(environment);
	const { client, credentials, n8n, source } = stage;
	try {
		for (const workflow of [
			streamWorkflow(credentials, source.runsAddress),
			filteringWebhookWorkflow(WEBHOOK_PATH, source.runsAddress),
		]) {
			await client.activate(await client.createWorkflow(workflow));
		}
	} catch (reason) {
		await stage.close();
		throw reason;
	}
	return {
		...stage,
		filteringWebhook: `${n8n.url}/webhook/${WEBHOOK_PATH}`,
		async startBareScript() {
			const { program } = await startListening(
				'The bare script',
				path.join('stream', 'bareScript.mts'),
				[source.url],
				/^Bare script ready$/m,
			);
			return program;
		},
	};
}
