import { parse } from 'yaml';

import lab from '../../../lab/n8n/2.39/package.json' with { type: 'json' };
import manifest from '../../../package.json' with { type: 'json' };
import { QUEUE_ENVIRONMENT, WEBHOOK_PROCESSORS } from '../../bench/routing/queueEnvironment.mts';
import { readPage } from './markdown.mts';

interface Service {
	image: string;
	command?: string;
	environment: Record<string, string>;
	deploy?: { replicas: number };
}

/** Addresses and secrets, which differ from machine to machine. */
const PLACE =
	/^(DB_|QUEUE_BULL_REDIS_|N8N_(ENCRYPTION_KEY|WEBHOOK_URL|EDITOR_BASE_URL|PROXY_HOPS)$)/;

const { services }: { services: Record<string, Service> } = parse(
	readPage('examples/docker/docker-compose.yml'),
	{ merge: true },
);

describe('examples/docker/docker-compose.yml', () => {
	it.each(['main', 'webhook', 'worker'])('sets the measured environment for %s', (name) => {
		const environment = Object.entries(services[name]?.environment ?? {});

		expect(Object.fromEntries(environment.filter(([variable]) => !PLACE.test(variable)))).toEqual(
			QUEUE_ENVIRONMENT,
		);
	});

	it('has the measured processes', () => {
		const { main, webhook, worker } = services;

		expect([main?.command, webhook?.command, worker?.command]).toEqual([
			undefined,
			'webhook',
			'worker',
		]);
		expect(webhook?.deploy?.replicas).toBe(WEBHOOK_PROCESSORS);
	});

	it('runs the measured n8n and package', () => {
		expect(services['worker']?.image).toBe(`n8nio/n8n:${lab.dependencies.n8n}`);
		expect(services['packages']?.command).toContain(`${manifest.name}@${manifest.version}`);
	});
});
