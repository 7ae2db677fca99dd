import type { FastifyInstance, FastifyRequest } from 'fastify';

import { type Extension, extensionByNumber, mainNumber } from '../account.mts';
import { invalidParameter, resourceNotFound } from '../apiError.mts';
import { answerSteps, noAnswerSteps } from '../calls/answering.mts';
import type { Call } from '../calls/call.mts';
import { findDestination } from '../calls/destination.mts';
import { hostJoinsSteps } from '../calls/conference.mts';
import { leave } from '../calls/leaving.mts';
import type { Party } from '../calls/party.mts';
import { dialParked, parkedUnder } from '../calls/pickingUp.mts';
import { type Caller, placeCall } from '../calls/placing.mts';
import type { Step } from '../calls/script.mts';
import {
	holdOnPhone,
	ringAnotherPhone,
	switchDevice,
	unholdOnPhone,
} from '../calls/telephones.mts';
import { spellStatus } from '../calls/views.mts';
import { partyOf, pathParameter } from '../calls/callPath.mts';
import { callMenu, chooseSteps } from '../calls/menu.mts';
import type { Platform } from '../platform.mts';
import {
	type JsonObject,
	readObject,
	readOneOf,
	readOptionalBoolean,
	readOptionalString,
	readString,
} from '../requestBody.mts';

const callPath = '/sim/calls/:telephonySessionId';

function readCaller(body: JsonObject): Caller {
	const from = readObject(body['from'], 'from');
	return {
		phoneNumber: readOptionalString(from, 'phoneNumber'),
		name: readOptionalString(from, 'name'),
		extensionNumber: readOptionalString(from, 'extensionNumber'),
	};
}

function readUser(body: JsonObject, name: string): Extension {
	const number = readString(body, name);
	const extension = extensionByNumber(number);
	if (extension?.type !== 'User') throw invalidParameter(name, number);
	return extension;
}

/** Steers calls as the people on the phones would. Every answer is given when the call rests. */
export function registerCallControls(server: FastifyInstance, platform: Platform): void {
	const { exchange } = platform;

	const summary = (call: Call) => ({
		telephonySessionId: call.id,
		sessionId: call.identity.sessionId,
		atRest: exchange.isAtRest(call),
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
		dismissed: call.dismissed,
		...(call.bridgedTo && { bridgedTo: call.bridgedTo.id }),
		parties: call.parties.map(({ supervises, ...party }) => ({
			...party,
			...(supervises && { supervises: supervises.party.id }),
		})),
	});
	const callOf = (request: FastifyRequest) =>
		exchange.liveCall(pathParameter(request, 'telephonySessionId'));
	const partyControl = (
		verb: string,
		steps: (call: Call, party: Party, body: JsonObject) => Step[],
	): void => {
		server.post(`${callPath}/parties/:partyId/${verb}`, async (request) => {
			const { call, party } = partyOf(request, exchange);
			await exchange.play(call, steps(call, party, readObject(request.body)));
			return summary(call);
		});
	};

	server.post('/sim/calls', async (request, reply) => {
		const body = readObject(request.body);
		const caller = readCaller(body);
		if (readOptionalBoolean(body, 'menu') === true) {
			return reply.code(201).send(summary(await callMenu(exchange, caller)));
		}
		const to = readOneOf(readObject(body['to'], 'to'), ['phoneNumber', 'extensionNumber']);
		const parked = caller.extensionNumber !== undefined && parkedUnder(exchange, to.value);
		if (parked) {
			const extension = readUser(readObject(body['from'], 'from'), 'extensionNumber');
			const form = platform.options.pickUpForm;
			const call = await dialParked(exchange, parked, { extension, form });
			return reply.code(201).send(summary(call));
		}
		const call = await placeCall(exchange, caller, { field: to.name, value: to.value });
		return reply.code(201).send(summary(call));
	});
	/**
	 * Somebody on a web page has asked to be called.
	 *
	 * Assumption RINGME-ORDER: their phone rings first, then the user's; no capture is public.
	 */
	server.post('/sim/ring-me', (request, reply) => {
		const body = readObject(request.body);
		const owner = readUser(body, 'extensionNumber');
		platform.ringOuts.start({
			kind: 'RingMe',
			owner,
			first: findDestination('phoneNumber', readString(body, 'phoneNumber')),
			called: findDestination('phoneNumber', owner.directNumber ?? mainNumber),
		});
		return reply.code(204).send();
	});
	server.get('/sim/calls', () => exchange.all().map(summary));
	server.get(callPath, (request) => {
		const call = exchange.find(pathParameter(request, 'telephonySessionId'));
		if (!call) throw resourceNotFound('telephonySessionId');
		return fullState(call);
	});

	partyControl('answer', (call, party, body) =>
		answerSteps(call, party, readOptionalString(body, 'deviceId')),
	);
	partyControl('no-answer', noAnswerSteps);
	partyControl('hangup', (call, party) => [() => leave(call, party)]);
	partyControl('hold', holdOnPhone);
	partyControl('unhold', unholdOnPhone);
	partyControl('also-ring', (call, party, body) =>
		ringAnotherPhone(call, party, readString(body, 'deviceId')),
	);
	partyControl('switch', (call, party, body) =>
		switchDevice(call, party, readString(body, 'deviceId')),
	);
	/** Answers with the session of the colleague who dials. */
	server.post(`${callPath}/parties/:partyId/retrieve`, async (request) => {
		const extension = readUser(readObject(request.body), 'extensionNumber');
		const form = platform.options.pickUpForm;
		return summary(await dialParked(exchange, partyOf(request, exchange), { extension, form }));
	});
	server.post(`${callPath}/choose`, async (request) => {
		const call = callOf(request);
		const extensionNumber = readString(readObject(request.body), 'extensionNumber');
		await exchange.play(call, chooseSteps(call, extensionNumber));
		return summary(call);
	});
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
