import type { FastifyInstance } from 'fastify';

import { resourceNotFound } from '../apiError.mts';
import { pathParameter } from '../calls/callPath.mts';
import type { Platform } from '../platform.mts';
import { readObject, readOptionalNumber } from '../requestBody.mts';
import type { Control } from '../scenarios/phones.mts';
import { defaultPaceMilliseconds } from '../scenarios/scenarioRun.mts';
import { scenarios } from '../scenarios/scenarios.mts';

/** The control API of this server, called without a network. */
function controlOf(server: FastifyInstance): Control {
	const ask = async <Answer,>(method: 'GET' | 'POST', path: string, payload?: object) => {
		const response = await server.inject({ method, url: `/sim${path}`, payload });
		if (response.statusCode < 300) return { data: response.json<Answer>() };
		throw new Error(response.json<{ message: string }>().message);
	};
	return {
		get: (path) => ask('GET', path),
		post: (path, body) => ask('POST', path, body),
	};
}

/** Plays scenarios of frequent calls. */
export function registerScenarioControls(server: FastifyInstance, platform: Platform): void {
	const { feed, scenarioRun } = platform;

	server.get('/sim/scenarios', () =>
		scenarios.map(({ id, name, description }) => ({ id, name, description })),
	);
	/** Answers when the scenario is over or stopped. `paceMilliseconds` is the pause between two steps. */
	server.post('/sim/scenarios/:scenarioId', (request) => {
		const id = pathParameter(request, 'scenarioId');
		const scenario = scenarios.find((candidate) => candidate.id === id);
		if (!scenario) throw resourceNotFound('scenarioId');
		const pace =
			readOptionalNumber(readObject(request.body), 'paceMilliseconds') ?? defaultPaceMilliseconds;
		return scenarioRun.play(scenario, controlOf(server), pace, () => feed.touched());
	});
	server.delete('/sim/scenarios', (_request, reply) => {
		scenarioRun.stop();
		return reply.code(204).send();
	});
}
