import type { FastifyInstance } from 'fastify';

import { changeOptions } from '../options.mts';
import type { Platform } from '../platform.mts';
import { isJsonObject, readNumber, readObject } from '../requestBody.mts';
import { registerBusinessHoursControls } from './businessHoursControls.mts';
import { registerCallControls } from './callControls.mts';
import { registerExtensionControls } from './extensionControls.mts';
import { registerFaultControls } from './faultControls.mts';
import { registerScenarioControls } from './scenarioControls.mts';
import { registerSocketControls } from './socketControls.mts';
import { registerSubscriptionControls } from './subscriptionControls.mts';

/** The simulator's own API, under /sim, for all actions outside RingCentral's API. */
export function registerControlEndpoints(server: FastifyInstance, platform: Platform): void {
	registerCallControls(server, platform);
	registerSubscriptionControls(server, platform);
	registerSocketControls(server, platform);
	registerBusinessHoursControls(server, platform);
	registerExtensionControls(server, platform);
	registerScenarioControls(server, platform);
	registerFaultControls(server, platform);

	server.get('/sim/requests', (request) => {
		const after = isJsonObject(request.query) ? Number(request.query['after'] ?? 0) : 0;
		return platform.requests.after(after);
	});
	server.delete('/sim/requests', (_request, reply) => {
		platform.requests.clear();
		return reply.code(204).send();
	});

	/** Voicemails and text messages, the newest first. */
	server.get('/sim/messages', () => platform.messages.all());

	server.get('/sim/deliveries', () => platform.deliveries.all());

	server.get('/sim/timeline', () => platform.timeline.all());

	server.post('/sim/clock', (request) => {
		platform.clock.advance(readNumber(readObject(request.body), 'advanceSeconds'));
		return { now: platform.clock.now() };
	});

	server.post('/sim/tokens/expire', (_request, reply) => {
		platform.logins.expireAccessTokens();
		return reply.code(204).send();
	});
	server.post('/sim/tokens/revoke', (_request, reply) => {
		platform.logins.revokeAll();
		return reply.code(204).send();
	});

	server.patch('/sim/options', (request) => {
		platform.options = changeOptions(platform.options, readObject(request.body));
		return platform.options;
	});

	server.post('/sim/reset', (_request, reply) => {
		platform.reset();
		return reply.code(204).send();
	});
}
