import type { FastifyInstance } from 'fastify';

import { invalidParameter } from '../apiError.mts';
import type { Platform } from '../platform.mts';
import { readObject } from '../requestBody.mts';
import { partyOf, partyPath, pathParameter, sessionPath } from './callPath.mts';
import { readSupervision, superviseParty, superviseSession } from './supervising.mts';
import { supervisingPartyView } from './views.mts';

const light = { config: { group: 'Light', permission: 'CallControl' } } as const;

/** Listening to a call. */
export function registerSupervisionEndpoints(server: FastifyInstance, platform: Platform): void {
	const { exchange } = platform;

	server.post(`${sessionPath}/supervise`, light, (request, reply) => {
		const call = exchange.liveCall(pathParameter(request, 'telephonySessionId'));
		const supervision = readSupervision(readObject(request.body));
		const form = platform.options.supervisionForm;
		const { call: own, party, steps } = superviseSession({ exchange, call, form }, supervision);
		void exchange.play(own, steps);
		return reply.code(201).send(supervisingPartyView(party, platform.options));
	});

	server.post(`${partyPath}/supervise`, light, (request, reply) => {
		const { call, party: heard } = partyOf(request, exchange);
		const body = readObject(request.body);
		if (body['agentExtensionId'] === undefined) throw invalidParameter('agentExtensionId');
		const supervised = { exchange, call, heard, form: platform.options.supervisionForm };
		const { call: own, party, steps } = superviseParty(supervised, readSupervision(body));
		void exchange.play(own, steps);
		return reply.code(201).send(supervisingPartyView(party, platform.options));
	});
}
