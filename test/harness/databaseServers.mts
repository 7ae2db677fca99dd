import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';

/** A database and a prefix in Redis for several n8n processes, for one test file or benchmark alone. */
export interface Databases {
	/** The n8n processes started with it work together. */
	environment: Record<string, string>;
	/** Call it after all n8n processes have ended. */
	remove(): Promise<void>;
}

const postgres = new URL(
	process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres',
);
const redis = new URL(process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379');

const taskProgram = path.join(import.meta.dirname, 'databaseTask.mjs');
const taskOptions = {
	env: { ...process.env, TEST_POSTGRES_URL: postgres.href, TEST_REDIS_URL: redis.href },
	encoding: 'utf8',
} as const;

export async function createDatabases(): Promise<Databases> {
	const name = `ringcentral_call_control_${randomBytes(6).toString('hex')}`;
	await run('create', name);
	return {
		environment: {
			...postgresEnvironment(name),
			...redisEnvironment(name),
			N8N_ENCRYPTION_KEY: name,
		},
		remove: () => run('remove', name),
	};
}

/** The reason why a server cannot be used; undefined when both can. */
export function skipReasonOfDatabases(): string | undefined {
	const check = spawnSync(process.execPath, [taskProgram, 'check'], taskOptions);
	if (check.status !== 0) throw new Error(check.stderr);
	return check.stdout.trim() || undefined;
}

/** E.g. "PostgreSQL 17.2, Redis 7.4.1". */
export async function versionsOfDatabases(): Promise<string> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[taskProgram, 'versions'],
		taskOptions,
	);
	return stdout.trim().split('\n').join(', ');
}

async function run(task: 'create' | 'remove', name: string): Promise<void> {
	await promisify(execFile)(process.execPath, [taskProgram, task, name], taskOptions);
}

/** https://docs.n8n.io/hosting/configuration/environment-variables/database/ */
function postgresEnvironment(database: string) {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.hostname,
		DB_POSTGRESDB_PORT: postgres.port || '5432',
		DB_POSTGRESDB_USER: decodeURIComponent(postgres.username),
		DB_POSTGRESDB_PASSWORD: decodeURIComponent(postgres.password),
		DB_POSTGRESDB_DATABASE: database,
	};
}

/** https://docs.n8n.io/hosting/configuration/environment-variables/queue-mode/ */
function redisEnvironment(prefix: string) {
	return {
		QUEUE_BULL_REDIS_HOST: redis.hostname,
		QUEUE_BULL_REDIS_PORT: redis.port || '6379',
		QUEUE_BULL_REDIS_USERNAME: decodeURIComponent(redis.username),
		QUEUE_BULL_REDIS_PASSWORD: decodeURIComponent(redis.password),
		QUEUE_BULL_REDIS_DB: redis.pathname.slice(1) || '0',
		QUEUE_BULL_PREFIX: prefix,
		// For all keys beside the queue, such as messages between the processes.
		N8N_REDIS_KEY_PREFIX: prefix,
	};
}
