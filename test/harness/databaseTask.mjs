// Performs one task in the PostgreSQL and the Redis of the tests, with n8n's clients. A separate program, because
// the clients have no types, and the test runner cannot wait for a server while it collects the tests.
// Usage: node databaseTask.mjs check | versions | create <name> | remove <name>
// The check prints the reason why a server cannot be used, if there is one.
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
			// Distributions add their name behind the number.
			console.log(`PostgreSQL ${rows[0].server_version.split(' ')[0]}`);
		});
		await inRedis(async (client) => {
			console.log(`Redis ${/^redis_version:(\S+)/m.exec(await client.info('server'))[1]}`);
		});
	},
	create: (name) => inPostgres((client) => client.query(`CREATE DATABASE "${name}"`)),
	async remove(name) {
		// By force, because a connection of a killed n8n may still be open.
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
		// The client's own message is only that the connection is closed.
		throw unanswered('Redis', 'TEST_REDIS_URL', refusal ?? reason);
	}
	await work(client).finally(() => client.disconnect());
}

/** Names the host only, because the address may contain a password. */
function unanswered(server, variable, { message, code }) {
	const { host } = new URL(process.env[variable]);
	return new Error(
		`${server} does not answer at ${host} (${message || code}), and ${variable} may name another`,
	);
}
