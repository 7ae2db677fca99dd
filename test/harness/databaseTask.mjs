// Does one thing in the PostgreSQL and the Redis of the tests, with the clients that n8n brings: they
// come without types, and the test runner cannot wait for a server before it knows the tests.
// Usage: node databaseTask.mjs check | versions | create <name> | remove <name>
// The check writes to standard output why a server cannot be used, or nothing.
import { createRequire } from 'node:module';
import path from 'node:path';

import { n8nFolder } from '../../lab/setup.mjs';

const fromN8n = createRequire(path.join(n8nFolder, 'node_modules', 'n8n', 'package.json'));
const { Client } = fromN8n('pg');
const { Redis } = fromN8n('ioredis');

const patienceMilliseconds = 10_000;
const { TEST_POSTGRES_URL: postgresUrl, TEST_REDIS_URL: redisUrl } = process.env;

const tasks = {
	async check() {
		try {
			await inPostgres((client) => client.query('SELECT 1'));
			await inRedis((client) => client.ping());
		} catch (reason) {
			console.log(reason.message);
		}
	},
	async versions() {
		await inPostgres(async (client) => {
			const { rows } = await client.query('SHOW server_version');
			// A distribution adds its own name behind the number.
			console.log(`PostgreSQL ${rows[0].server_version.split(' ')[0]}`);
		});
		await inRedis(async (client) => {
			console.log(`Redis ${/^redis_version:(\S+)/m.exec(await client.info('server'))[1]}`);
		});
	},
	create: (name) => inPostgres((client) => client.query(`CREATE DATABASE "${name}"`)),
	async remove(name) {
		// By force: a connection of an n8n that was killed may still be there.
		await inPostgres((client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
		await inRedis(async (client) => {
			for await (const keys of client.scanStream({ match: `*${name}*` })) {
				if (keys.length > 0) await client.unlink(keys);
			}
		});
	},
};

const [task, name] = process.argv.slice(2);
await tasks[task](name);

async function inPostgres(work) {
	const client = new Client({
		connectionString: postgresUrl,
		connectionTimeoutMillis: patienceMilliseconds,
	});
	try {
		await client.connect();
	} catch (reason) {
		throw unanswered('PostgreSQL', 'TEST_POSTGRES_URL', reason);
	}
	await work(client).finally(() => client.end());
}

async function inRedis(work) {
	const client = new Redis(redisUrl, {
		lazyConnect: true,
		connectTimeout: patienceMilliseconds,
		retryStrategy: () => null,
	});
	let refusal;
	client.on('error', (reason) => {
		refusal = reason;
	});
	try {
		await client.connect();
	} catch (reason) {
		// The client says no more than that the connection is closed.
		throw unanswered('Redis', 'TEST_REDIS_URL', refusal ?? reason);
	}
	await work(client).finally(() => client.disconnect());
}

/** Without the password that may be in the address. */
function unanswered(server, variable, { message, code }) {
	const { host } = new URL(process.env[variable]);
	return new Error(
		`${server} does not answer at ${host} (${message || code}), and ${variable} may name another`,
	);
}
