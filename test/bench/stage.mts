import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { N8nClient } from '../../lab/src/n8nClient.mts';
import { startN8n, type RunningN8n } from '../../lab/src/n8nProcess.mts';
import { installPackage, packPackage, type PackedPackage } from '../../lab/src/packageInstall.mts';
import { freePort } from '../../lab/src/ports.mts';
import { jwtCredentialType } from '../e2e/accounts.mts';
import type { NodeCredentials } from '../e2e/workflows.mts';
import { jwtCredentialFor } from '../harness/jwtCredential.mts';
import { startEventSource, type RunningSource } from './source/startSource.mts';

/** A real n8n with the packed package, connected to an event source. */
export interface BenchStage {
	n8n: RunningN8n;
	client: N8nClient;
	source: RunningSource;
	credentials: NodeCredentials;
	/** Creates a further user folder with the package in it, as on another machine. */
	addUserFolder(): Promise<string>;
	/** Registers a program that stops with the stage, before n8n. */
	add(program: Stoppable): void;
	close(): Promise<void>;
}

interface Stoppable {
	stop(): Promise<void>;
}

/**
 * @param environment further environment variables of n8n. The lab's settings are regular mode, SQLite, and
 * n8n's defaults for saving executions.
 */
export async function openBenchStage(
	environment: Record<string, string> = {},
): Promise<BenchStage> {
	const folder = await mkdtemp(path.join(tmpdir(), 'ringcentral-call-control-bench-'));
	const started: Stoppable[] = [];
	const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	process.once('exit', removeFolder);
	const close = async () => {
		await Promise.all(started.map(async (program) => await program.stop()));
		process.off('exit', removeFolder);
		removeFolder();
	};
	try {
		const packed = await packPackage(path.join(folder, 'package'));
		const source = await startEventSource();
		started.push(source);
		const n8n = await startN8n({
			userFolder: await newUserFolder(folder, packed),
			port: await freePort(),
			environment,
		});
		started.push(n8n);
		const client = await N8nClient.signIn(n8n.url);
		return {
			n8n,
			client,
			source,
			credentials: {
				[jwtCredentialType]: await client.createCredential(
					jwtCredentialType,
					'RingCentral',
					jwtCredentialFor(source.url),
				),
			},
			addUserFolder: () => newUserFolder(folder, packed),
			add: (program) => started.unshift(program),
			close,
		};
	} catch (reason) {
		await close();
		throw reason;
	}
}

async function newUserFolder(folder: string, packed: PackedPackage): Promise<string> {
	const userFolder = await mkdtemp(path.join(folder, 'machine-'));
	await installPackage(userFolder, packed);
	return userFolder;
}
