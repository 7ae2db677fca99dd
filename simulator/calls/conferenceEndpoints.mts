import type { FastifyInstance } from 'fastify';

import { loginOf } from '../apiAccess.mts';
import type { Platform } from '../platform.mts';
import { readObject, readOptionalBoolean, readString } from '../requestBody.mts';
import { partyOf, partyPath, pathParameter, sessionPath, telephonyPath } from './callPath.mts';
import { bringIn } from './conference.mts';
import { remove } from './removing.mts';
import { callPartyView, callSessionView } from './views.mts';

const light = { config: { group: 'Light', permission: 'CallControl' } } as const;
const heavy = { config: { group: 'Heavy', permission: 'CallControl' } } as const;

/** Conferences, and taking a party out of them or out of another call. */
export function registerConferenceEndpoints(server: FastifyInstance, platform: Platform): void {
	const { exchange } = platform;

	server.post(`${telephonyPath}/conference`, heavy, (request, reply) => {
		const call = exchange.openConference(loginOf(request).extensionId);
		return reply.code(201).send({ session: callSessionView(call, platform.options) });
	});

	server.post(`${sessionPath}/parties/bring-in`, light, (request, reply) => {
		const conference = exchange.liveCall(pathParameter(request, 'telephonySessionId'));
		const body = readObject(request.body);
		// Despite its name, the field holds the ID of a telephony session.
		const source = exchange.liveParty(readString(body, 'sessionId'), readString(body, 'partyId'));
		const { participant, steps } = bringIn(conference, source);
		void exchange.play(conference, steps);
		return reply.code(201).send(callPartyView(participant, platform.options));
	});

	server.delete(partyPath, light, (request, reply) => {
		const { call, party } = partyOf(request, exchange);
		const keepAlive = readOptionalBoolean(readObject(request.body), 'keepConferenceAlive');
		void exchange.play(call, remove(call, party, keepAlive ?? false));
		return reply.code(204).send();
	});
}
