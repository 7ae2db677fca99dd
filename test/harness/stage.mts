import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { N8nClient } from '../../lab/src/n8nClient.mts';
import { startN8n, type RunningN8n } from '../../lab/src/n8nProcess.mts';
import { mainVersion } from '../../lab/src/n8nVersions.mts';
import { installPackage, packPackage } from '../../lab/src/packageInstall.mts';
import { freePort } from '../../lab/src/ports.mts';
import { startSimulator, type RunningSimulator } from '../../lab/src/simulatorProcess.mts';

/** A simulator and a real n8n with the packed package in it, for one test file. */
export interface Stage {
	simulator: RunningSimulator;
	/** The running n8n; a restart replaces it. */
	n8n: RunningN8n;
	client: N8nClient;
	/** Ends n8n like `docker stop` and starts it again, with the same address and data. */
	restartN8n(): Promise<void>;
	/** Ends n8n like a power cut. */
	killN8n(): Promise<void>;
	/** Starts the ended n8n again, with the same address and data. */
	startN8nAgain(): Promise<void>;
	/** Creates a further user folder with the package in it, as on another machine. */
	addUserFolder(): Promise<string>;
	close(): Promise<void>;
}

/** @param environment further environment variables of n8n. */
export function openStage(environment?: Record<string, string>): Promise<Stage> {
	return openStageOn(mainVersion, environment);
}

/** @param version of n8n, among those of the lab. */
export async function openStageOn(
	version: string,
	environment?: Record<string, string>,
): Promise<Stage> {
	const folder = await mkdtemp(path.join(tmpdir(), 'ringcentral-call-control-e2e-'));
	const packed = await packPackage(path.join(folder, 'package'));
	await installPackage(folder, packed);
	const simulator = await startSimulator();
	const n8n = await startN8n({
		userFolder: folder,
		port: await freePort(),
		version,
		environment,
	});
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
		async addUserFolder() {
			const userFolder = await mkdtemp(path.join(folder, 'machine-'));
			await installPackage(userFolder, packed);
			return userFolder;
		},
		async close() {
			await Promise.all([stage.n8n.stop(), simulator.stop()]);
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
	return stage;
}
