import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import axios from 'axios';

import { startProgram, waitForOutput, type ChildProgram } from '../../../lab/src/childProgram.mts';
import { projectRoot } from '../../../lab/src/folders.mts';
import { N8nClient } from '../../../lab/src/n8nClient.mts';
import { startN8n, type RunningN8n } from '../../../lab/src/n8nProcess.mts';
import { installPackage, packPackage } from '../../../lab/src/packageInstall.mts';
import { freePort } from '../../../lab/src/ports.mts';
import { jwtCredentialType } from '../../e2e/accounts.mts';
import { jwtCredentialFor } from '../../harness/jwtCredential.mts';
import type { measurements } from '../source/measurements.mts';
import { filteringWebhookWorkflow, streamWorkflow, webhookWorkflow } from './workflows.mts';

const WEBHOOK_PATH = 'events';
const FILTERING_WEBHOOK_PATH = 'all-events';

type Measurements = typeof measurements;

/** What is measured, and the event source that measures it. */
export interface StreamStage {
	n8n: RunningN8n;
	/** Addresses of n8n's stock Webhook node, alone and with an If node behind it. */
	webhook: string;
	filteringWebhook: string;
	measure<Name extends keyof Measurements>(
		name: Name,
		settings: Record<string, unknown>,
	): Promise<Awaited<ReturnType<Measurements[Name]>>>;
	/** Starts the script that does nothing but read; it is the one that gets the events then. */
	startBareScript(reacts: boolean): Promise<ChildProgram>;
	close(): Promise<void>;
}

/**
 * A real n8n with the packed package and the workflows of all contestants, active. n8n's settings are
 * the lab's: regular mode, SQLite, and executions saved as n8n saves them by default.
 */
export async function openStreamStage(
	environment: Record<string, string> = {},
): Promise<StreamStage> {
	const folder = await mkdtemp(path.join(tmpdir(), 'ringcentral-call-control-bench-'));
	const started: Array<{ stop(): Promise<void> }> = [];
	const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	const close = async () => {
		await Promise.all(started.map(async (program) => await program.stop()));
		process.off('exit', removeFolder);
		removeFolder();
	};
	try {
		await installPackage(folder, await packPackage(path.join(folder, 'package')));
		const { program, said: sourceUrl } = await startListening(
			'The event source',
			'source/eventSource.mts',
			[],
			/^Event source ready: (\S+)$/m,
		);
		started.push(program);
		const n8n = await startN8n({ userFolder: folder, port: await freePort(), environment });
		started.push(n8n);
		process.once('exit', removeFolder);
		await activateContestants(await N8nClient.signIn(n8n.url), sourceUrl);
		return { ...stageOf(n8n, sourceUrl), close };
	} catch (reason) {
		await close();
		throw reason;
	}
}

function stageOf(n8n: RunningN8n, sourceUrl: string): Omit<StreamStage, 'close'> {
	return {
		n8n,
		webhook: `${n8n.url}/webhook/${WEBHOOK_PATH}`,
		filteringWebhook: `${n8n.url}/webhook/${FILTERING_WEBHOOK_PATH}`,
		measure: async (name, settings) =>
			(await axios.post(`${sourceUrl}/measurements/${name}`, settings)).data,
		async startBareScript(reacts) {
			const { program } = await startListening(
				'The bare script',
				'stream/bareScript.mts',
				[sourceUrl, ...(reacts ? [runsAddressOf(sourceUrl)] : [])],
				/^Bare script ready$/m,
			);
			return program;
		},
	};
}

async function activateContestants(client: N8nClient, sourceUrl: string): Promise<void> {
	const credential = await client.createCredential(
		jwtCredentialType,
		'RingCentral',
		jwtCredentialFor(sourceUrl),
	);
	const runsAddress = runsAddressOf(sourceUrl);
	for (const workflow of [
		streamWorkflow({ [jwtCredentialType]: credential }, runsAddress),
		webhookWorkflow(WEBHOOK_PATH, runsAddress),
		filteringWebhookWorkflow(FILTERING_WEBHOOK_PATH, runsAddress),
	]) {
		await client.activate(await client.createWorkflow(workflow));
	}
}

/** Where the last node of each workflow says that it has run. */
function runsAddressOf(sourceUrl: string): string {
	return `${sourceUrl}/runs`;
}

/** Starts a program of this folder and waits until it says that it is ready. */
async function startListening(
	name: string,
	file: string,
	args: string[],
	readiness: RegExp,
): Promise<{ program: ChildProgram; said: string }> {
	const program = startProgram({
		name,
		command: process.execPath,
		args: [path.join('test', 'bench', file), ...args],
		workingFolder: projectRoot,
	});
	const [, said = ''] = await waitForOutput(program, readiness, 20_000);
	return { program, said };
}
