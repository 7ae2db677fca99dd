import { startN8nWebhookProcessor, startN8nWorker } from '../../../lab/src/n8nProcess.mts';
import { freePort } from '../../../lab/src/ports.mts';
import { createDatabases } from '../../harness/databaseServers.mts';
import { openBenchStage, type BenchStage } from '../stage.mts';
import { QUEUE_ENVIRONMENT, WEBHOOK_PROCESSORS } from './queueEnvironment.mts';

/** A main process, webhook processors, and the workers added so far. */
export interface QueueLayout {
	stage: BenchStage;
	/** Origins of the webhook processors, which get the deliveries in turn. */
	origins: string[];
	addWorker(): Promise<void>;
	close(): Promise<void>;
}

export async function openQueueLayout(): Promise<QueueLayout> {
	const databases = await createDatabases();
	const ports: number[] = [];
	for (let number = 0; number < WEBHOOK_PROCESSORS; number++) ports.push(await freePort());
	const origins = ports.map((port) => `http://127.0.0.1:${port}`);
	const environment = {
		...databases.environment,
		...QUEUE_ENVIRONMENT,
		N8N_WEBHOOK_URL: `${origins[0]}/`,
	};
	let stage: BenchStage | undefined;
	const close = async () => {
		await stage?.close();
		await databases.remove();
	};
	try {
		const opened = await openBenchStage(environment);
		stage = opened;
		for (const port of ports) {
			const userFolder = await opened.addUserFolder();
			opened.add(await startN8nWebhookProcessor({ userFolder, port, environment }));
		}
		return {
			stage,
			origins,
			async addWorker() {
				const userFolder = await opened.addUserFolder();
				opened.add(await startN8nWorker({ userFolder, environment }));
			},
			close,
		};
	} catch (reason) {
		await close();
		throw reason;
	}
}
