import type { FastifyInstance, FastifyRequest } from 'fastify';

import { resourceNotFound } from '../apiError.mts';
import { answerSteps, noAnswerSteps } from '../calls/answering.mts';
import type { Call } from '../calls/call.mts';
import { hostJoinsSteps } from '../calls/conference.mts';
import { leave } from '../calls/leaving.mts';
import type { Party } from '../calls/party.mts';
import { type Caller, placeCall } from '../calls/placing.mts';
import type { Step } from '../calls/script.mts';
import { spellStatus } from '../calls/views.mts';
import { pathParameter } from '../calls/callPath.mts';
import type { Platform } from '../platform.mts';
import { type JsonObject, readObject, readOneOf, readOptionalString } from '../requestBody.mts';

const callPath = '/sim/calls/:telephonySessionId';

function readCaller(body: JsonObject): Caller {
	const from = readObject(body['from'], 'from');
	return {
		phoneNumber: readOptionalString(from, 'phoneNumber'),
		name: readOptionalString(from, 'name'),
		extensionNumber: readOptionalString(from, 'extensionNumber'),
	};
}

/** Steers calls as the people on the phones would. Every answer is given when the call rests. */
export function registerCallControls(server: FastifyInstance, platform: Platform): void {
	const { exchange } = platform;

	const summary = (call: Call) => ({
		telephonySessionId: call.id,
		sessionId: call.identity.sessionId,
		parties: call.parties.map((party) => ({
			id: party.id,
			extensionId: party.extensionId,
			direction: party.direction,
			status: spellStatus(party.status.code, platform.options),
		})),
	});
	const fullState = (call: Call) => ({
		...summary(call),
		...call.identity,
		over: call.isOver,
		atRest: exchange.isAtRest(call),
		dismissed: call.dismissed,
		...(call.bridgedTo && { bridgedTo: call.bridgedTo.id }),
		parties: call.parties,
	});
	const callOf = (request: FastifyRequest) =>
		exchange.liveCall(pathParameter(request, 'telephonySessionId'));
	const partyControl = (verb: string, steps: (call: Call, party: Party) => Step[]): void => {
		server.post(`${callPath}/parties/:partyId/${verb}`, async (request) => {
			const { call, party } = exchange.liveParty(
				pathParameter(request, 'telephonySessionId'),
				pathParameter(request, 'partyId'),
			);
			await exchange.play(call, steps(call, party));
			return summary(call);
		});
	};

	server.post('/sim/calls', async (request, reply) => {
		const body = readObject(request.body);
		const to = readOneOf(readObject(body['to'], 'to'), ['phoneNumber', 'extensionNumber']);
		const call = await placeCall(exchange, readCaller(body), { field: to.name, value: to.value });
		return reply.code(201).send(summary(call));
	});
	server.get('/sim/calls', () => exchange.all().map(summary));
	server.get(callPath, (request) => {
		const call = exchange.find(pathParameter(request, 'telephonySessionId'));
		if (!call) throw resourceNotFound('telephonySessionId');
		return fullState(call);
	});

	partyControl('answer', answerSteps);
	partyControl('no-answer', noAnswerSteps);
	partyControl('hangup', (call, party) => [() => leave(call, party)]);
	server.post(`${callPath}/host-joins`, async (request) => {
		const call = callOf(request);
		await exchange.play(call, hostJoinsSteps(call));
		return summary(call);
	});
	server.post(`${callPath}/hangup`, async (request) => {
		const call = callOf(request);
		await exchange.hangUpAll(call);
		return summary(call);
	});
}
