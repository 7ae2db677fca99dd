import type { FastifyInstance, FastifyRequest } from 'fastify';

import { type Extension, extensionByNumber, mainNumber } from '../account.mts';
import { invalidParameter, resourceNotFound } from '../apiError.mts';
import { answerSteps, noAnswerSteps } from '../calls/answering.mts';
import type { Call } from '../calls/call.mts';
import { bridge, freeOrbit, park } from '../calls/commands.mts';
import { findDestination } from '../calls/destination.mts';
import { bringIn, hostJoinsSteps } from '../calls/conference.mts';
import { leave } from '../calls/leaving.mts';
import type { Party } from '../calls/party.mts';
import { dialParked, parkedUnder } from '../calls/pickingUp.mts';
import { type Caller, placeCall } from '../calls/placing.mts';
import type { Step } from '../calls/script.mts';
import { sendSteps } from '../calls/sending.mts';
import { superviseSession } from '../calls/supervising.mts';
import {
	declineOnPhone,
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

/** A user who dials the place of a parked call picks it up. */
async function placeOrPickUp(
	{ exchange, options }: Platform,
	caller: Caller,
	target: { field: 'phoneNumber' | 'extensionNumber'; value: string },
): Promise<Call> {
	const parked = caller.extensionNumber !== undefined && parkedUnder(exchange, target.value);
	if (!parked) return placeCall(exchange, caller, target);
	const extension = readUser({ ...caller }, 'extensionNumber');
	return dialParked(exchange, parked, { extension, form: options.pickUpForm });
}

/** @throws ApiError 400 when the caller or the callee does not exist */
function dial(platform: Platform, caller: Caller, keys: string): Promise<Call> {
	const value = dialledNumber(keys);
	const field = /^\+|^\*/.test(value) ? 'phoneNumber' : 'extensionNumber';
	return placeOrPickUp(platform, caller, { field, value });
}

/** Without spaces and punctuation; a number of ten or eleven digits is a national one of this country. */
function dialledNumber(keys: string): string {
	const digits = keys.replaceAll(/[\s().-]/g, '');
	if (/^\d{10}$/.test(digits)) return `+1${digits}`;
	if (/^1\d{10}$/.test(digits)) return `+${digits}`;
	return digits;
}

/** Controls calls as the people on the phones would. Each answer comes when the call is at rest. */
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
		const call = await placeOrPickUp(platform, caller, { field: to.name, value: to.value });
		return reply.code(201).send(summary(call));
	});
	/** Dials the pressed keys: an extension, a phone number in any spelling, or a place to park. */
	server.post('/sim/dial', async (request, reply) => {
		const body = readObject(request.body);
		const call = await dial(platform, readCaller(body), readString(body, 'number'));
		return reply.code(201).send(summary(call));
	});
	/** Ends all calls and forgets them; sign-ins and subscriptions stay. */
	server.delete('/sim/calls', async (_request, reply) => {
		await platform.endCalls();
		return reply.code(204).send();
	});
	/** A user starts a RingOut in an app: the desk phone rings, then the other number. */
	server.post('/sim/ring-out', (request, reply) => {
		const body = readObject(request.body);
		const owner = readUser(body, 'extensionNumber');
		const { call } = platform.ringOuts.start({
			kind: 'RingOut',
			owner,
			first: findDestination('phoneNumber', owner.directNumber ?? mainNumber),
			called: findDestination('phoneNumber', readString(body, 'phoneNumber')),
		});
		return reply.code(201).send(summary(call));
	});
	/** A user starts a conference in an app. */
	server.post('/sim/conferences', (request, reply) => {
		const host = readUser(readObject(request.body), 'extensionNumber');
		return reply.code(201).send(summary(exchange.openConference(host.id)));
	});
	/**
	 * A visitor of a web page asks to be called.
	 *
	 * Assumption RINGME-ORDER: the visitor's phone rings first, then the user's; no capture is public.
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
	partyControl('decline', declineOnPhone);
	partyControl('transfer', (call, party, body) =>
		sendSteps(call.can(party, 'forward') ? 'forward' : 'transfer', { call, party }, body),
	);
	partyControl('park', (call, party) => park(call, party, freeOrbit(exchange.live())));
	partyControl('bridge', (call, party, body) =>
		bridge(
			{ call, party },
			exchange.liveParty(readString(body, 'telephonySessionId'), readString(body, 'partyId')),
		),
	);
	partyControl('hangup', (call, party) => [() => leave(call, party)]);
	partyControl('hold', holdOnPhone);
	partyControl('unhold', unholdOnPhone);
	partyControl('also-ring', (call, party, body) =>
		ringAnotherPhone(call, party, readString(body, 'deviceId')),
	);
	partyControl('switch', (call, party, body) =>
		switchDevice(call, party, readString(body, 'deviceId')),
	);
	/** Answers with the session of the dialling colleague. */
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
	server.post(`${callPath}/bring-in`, async (request) => {
		const conference = callOf(request);
		const body = readObject(request.body);
		const source = exchange.liveParty(
			readString(body, 'telephonySessionId'),
			readString(body, 'partyId'),
		);
		await exchange.play(conference, bringIn(conference, source).steps);
		return summary(conference);
	});
	/** Answers with the session of the supervisor. */
	server.post(`${callPath}/supervise`, async (request) => {
		const body = readObject(request.body);
		const supervisor = readUser(body, 'supervisorExtensionNumber');
		const { call, steps } = superviseSession(
			{ exchange, call: callOf(request), form: platform.options.supervisionForm },
			{
				supervisor,
				deviceId: supervisor.devices[0]?.id ?? '',
				agent: readUser(body, 'agentExtensionNumber'),
				autoAnswer: true,
			},
		);
		await exchange.play(call, steps);
		return summary(call);
	});
	server.post(`${callPath}/hangup`, async (request) => {
		const call = callOf(request);
		await exchange.hangUpAll(call);
		return summary(call);
	});
}
