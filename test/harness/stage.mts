import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { N8nClient } from '../../lab/src/n8nClient.mts';
import { startN8n, type RunningN8n } from '../../lab/src/n8nProcess.mts';
import { installPackage, packPackage } from '../../lab/src/packageInstall.mts';
import { freePort } from '../../lab/src/ports.mts';
import { startSimulator, type RunningSimulator } from '../../lab/src/simulatorProcess.mts';

/** A simulator and a real n8n with the packed package in it, for one test file. */
export interface Stage {
	simulator: RunningSimulator;
	/** The n8n that runs now: another one after a restart. */
	n8n: RunningN8n;
	client: N8nClient;
	/** Ends n8n as `docker stop` would and starts it again, same address, same data. */
	restartN8n(): Promise<void>;
	/** Ends n8n as a power cut would. */
	killN8n(): Promise<void>;
	/** Starts n8n that was killed again, same address, same data. */
	startN8nAgain(): Promise<void>;
	close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
	const folder = await mkdtemp(path.join(tmpdir(), 'ringcentral-call-control-e2e-'));
	await installPackage(folder, await packPackage(path.join(folder, 'package')));
	const simulator = await startSimulator();
	const n8n = await startN8n({ userFolder: folder, port: await freePort() });
	const stage: Stage = {
		simulator,
		n8n,
		client: await N8nClient.signIn(n8n.url),
		async restartN8n() {
			await stage.n8n.stop();
			await stage.startN8nAgain();
		},
		killN8n: () => stage.n8n.kill(),
		async startN8nAgain() {
			stage.n8n = await startN8n(stage.n8n.options);
		},
		async close() {
			await Promise.all([stage.n8n.stop(), simulator.stop()]);
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
	return stage;
}
