import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { readExample, type ExampleName, type Examples } from './demonstration.mts';
import { labFolder } from './folders.mts';
import { N8nClient, type CredentialReference, type Workflow } from './n8nClient.mts';
import { startN8n, type RunningN8n } from './n8nProcess.mts';
import { connectOAuth2, oAuth2CredentialData, oAuth2CredentialType } from './oauthConnect.mts';
import { installPackage, packPackage } from './packageInstall.mts';
import { startSimulator, type RunningSimulator } from './simulatorProcess.mts';
import type { Terminal } from './terminal.mts';

export interface Lab {
	simulator: RunningSimulator;
	n8n: RunningN8n;
	client: N8nClient;
	examples: Examples;
}

/** The programs started so far, to be stopped however far the start got. */
export type Started = Array<{ stop(): Promise<void> }>;

/** n8n's default name: imported examples find their credential by it. */
const credentialName = 'RingCentral account';

/** Starts the simulator and n8n and activates the example workflows. */
export async function startLab(
	ports: { n8n: number; simulator: number },
	fresh: boolean,
	started: Started,
	terminal: Terminal,
): Promise<Lab> {
	const userFolder = path.join(labFolder, 'home');
	if (fresh) await rm(userFolder, { recursive: true, force: true });
	await mkdir(userFolder, { recursive: true });

	const simulator = await terminal.during('Start the simulator of RingCentral', () =>
		startSimulator(ports.simulator),
	);
	started.push(simulator);
	await terminal.during('Install the package into n8n', async () =>
		installPackage(userFolder, await packPackage(path.join(labFolder, 'package'))),
	);
	const n8n = await terminal.during('Start n8n', () => startN8n({ userFolder, port: ports.n8n }));
	started.push(n8n);
	const client = await terminal.during('Sign in to n8n', () => N8nClient.signIn(n8n.url));
	const credential = await terminal.during('Connect the RingCentral account', async () => {
		const data = oAuth2CredentialData(simulator.url);
		const known = (await client.credentials()).find(({ name }) => name === credentialName);
		if (known !== undefined) await client.updateCredential(known, oAuth2CredentialType, data);
		const connected =
			known ?? (await client.createCredential(oAuth2CredentialType, credentialName, data));
		await connectOAuth2(client, connected);
		return connected;
	});
	const examples = await terminal.during('Activate the example workflows', async () => ({
		'vip-callers': await activateExample(client, 'vip-callers', credential),
		'call-log': await activateExample(client, 'call-log', credential),
	}));
	return { simulator, n8n, client, examples };
}

/** Imports an example, unless it is there from the last run, and activates it. */
async function activateExample(
	client: N8nClient,
	name: ExampleName,
	credential: CredentialReference,
): Promise<Workflow> {
	const example = await readExample(name, credential);
	const known = (await client.workflows()).find((workflow) => workflow.name === example.name);
	// A new simulator does not have the subscription of the last run.
	if (known !== undefined) await client.deactivate(known);
	const imported = known ?? (await client.createWorkflow(example));
	await client.activate(imported);
	return imported;
}
