import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Extension } from '../account.mts';
import { loginOf } from '../apiAccess.mts';
import { invalidParameter } from '../apiError.mts';
import type { Platform } from '../platform.mts';
import {
	type JsonObject,
	readOptionalBoolean,
	readObject,
	readOptionalNumber,
	readOneOf,
	readOptionalObject,
	readOptionalString,
	readString,
} from '../requestBody.mts';
import { answerSteps } from './answering.mts';
import type { Call } from './call.mts';
import * as commands from './commands.mts';
import { findDestination } from './destination.mts';
import { partyOf, partyPath, pathParameter, sessionPath, telephonyPath } from './callPath.mts';
import type { Party } from './party.mts';
import { pickUp } from './pickingUp.mts';
import { callOut } from './placing.mts';
import type { Step } from './script.mts';
import { sendSteps } from './sending.mts';
import { extensionOfType, readDevice } from './target.mts';
import { callPartyView, callSessionView, shortPartyView } from './views.mts';

const light = { config: { group: 'Light', permission: 'CallControl' } } as const;
const heavy = { config: { group: 'Heavy', permission: 'CallControl' } } as const;

/** A call is made from a device, or from all phones of an extension. */
function readCallingEnd(from: JsonObject): { deviceId?: string; extension: Extension } {
	const { name, value } = readOneOf(from, ['deviceId', 'extensionId']);
	if (name === 'deviceId') return readDevice(from);
	return { extension: extensionOfType('User', name, value) };
}

/** Turns a command's body into its steps in the call. */
type Command = (call: Call, party: Party, body: JsonObject) => Step[];

const holdProtocols = [
	'Auto',
	'RC',
	'BroadWorks',
	'DisconnectHolder',
	'BroadWorksOrDisconnectHolder',
];

const hold: Command = (call, party, body) => {
	const protocol = readOptionalString(body, 'proto') ?? 'Auto';
	if (!holdProtocols.includes(protocol)) throw invalidParameter('proto', protocol);
	return commands.hold(call, party);
};

const answer: Command = (call, party, body) => {
	commands.requireOwnLeg(party);
	return answerSteps(call, party, readDevice(body).deviceId);
};

const ignore: Command = (call, party, body) => {
	readDevice(body);
	return commands.ignore(call, party);
};

function send(trigger: 'forward' | 'transfer'): Command {
	return (call, party, body) => sendSteps(trigger, { call, party }, body);
}

/** RingCentral's documentation and its clients send `{muted}`; its specification `{party:{muted}}`. */
const update: Command = (call, party, body) => {
	const fields = readOptionalObject(body, 'party') ?? body;
	return commands.updateParty(call, party, {
		muted: readOptionalBoolean(fields, 'muted') ?? party.muted,
		standAlone: readOptionalBoolean(fields, 'standAlone') ?? party.standAlone,
	});
};

const replyPatterns = [
	'WillCallYouBack',
	'CallMeBack',
	'OnMyWay',
	'OnTheOtherLine',
	'WillCallYouBackLater',
	'CallMeBackLater',
	'InAMeeting',
	'OnTheOtherLineNoCall',
];

const reply: Command = (call, party, body) => {
	const { replyWithText, replyWithPattern } = body;
	if ((replyWithText === undefined) === (replyWithPattern === undefined)) {
		throw invalidParameter('replyWithText, replyWithPattern');
	}
	if (replyWithText !== undefined) readString(body, 'replyWithText');
	else {
		const pattern = readString(readObject(replyWithPattern, 'replyWithPattern'), 'pattern');
		if (!replyPatterns.includes(pattern)) throw invalidParameter('pattern', pattern);
	}
	return commands.reply(call, party);
};

/** The call sessions and their parties: RingCentral's Call Control API. */
export function registerCallEndpoints(server: FastifyInstance, platform: Platform): void {
	const { exchange } = platform;

	const perform = (request: FastifyRequest, command: Command): Party => {
		const { call, party } = partyOf(request, exchange);
		void exchange.play(call, command(call, party, readObject(request.body)));
		return party;
	};
	const partyCommand = (
		verb: string,
		command: Command,
		answerWith: { status: 200 | 201; view: typeof callPartyView } | { status: 204 },
	): void => {
		server.post(`${partyPath}/${verb}`, light, (request, reply) => {
			const party = perform(request, command);
			void reply.code(answerWith.status);
			return answerWith.status === 204 ? reply.send() : answerWith.view(party, platform.options);
		});
	};

	const done = { status: 200, view: callPartyView } as const;
	const doneShort = { status: 200, view: shortPartyView } as const;
	const created = { status: 201, view: callPartyView } as const;
	const noContent = { status: 204 } as const;
	partyCommand('hold', hold, done);
	partyCommand('unhold', commands.unhold, done);
	partyCommand('reject', commands.reject, noContent);
	partyCommand('ignore', ignore, noContent);
	partyCommand('answer', answer, done);
	partyCommand('forward', send('forward'), doneShort);
	partyCommand('transfer', send('transfer'), done);
	partyCommand('reply', reply, doneShort);
	partyCommand(
		'park',
		(call, party) => commands.park(call, party, commands.freeOrbit(exchange.live())),
		created,
	);

	server.patch(partyPath, light, (request) =>
		callPartyView(perform(request, update), platform.options),
	);

	server.get(partyPath, light, (request) =>
		callPartyView(partyOf(request, exchange).party, platform.options),
	);

	server.post(`${partyPath}/bridge`, light, (request) => {
		const own = partyOf(request, exchange);
		const body = readObject(request.body);
		const other = exchange.liveParty(
			readString(body, 'telephonySessionId'),
			readString(body, 'partyId'),
		);
		void exchange.play(own.call, commands.bridge(own, other));
		return callPartyView(own.party, platform.options);
	});

	server.post(`${partyPath}/pickup`, light, (request, reply) => {
		const { call, party } = partyOf(request, exchange);
		const telephone = readDevice(readObject(request.body));
		void exchange.play(call, pickUp(call, party, telephone));
		const newest = call.parties.at(-1) ?? party;
		return reply.code(201).send(callPartyView(newest, platform.options));
	});

	/** Answers without a body. */
	server.post(`${partyPath}/flip`, light, (request, reply) => {
		const { call, party } = partyOf(request, exchange);
		const callFlipId = readString(readObject(request.body), 'callFlipId');
		void exchange.play(call, commands.flip(call, party, callFlipId));
		return reply.code(200).send();
	});

	server.get(sessionPath, light, (request) =>
		callSessionView(
			exchange.liveCall(pathParameter(request, 'telephonySessionId')),
			platform.options,
		),
	);

	/** The own leg ends first, then the others. */
	server.delete(sessionPath, light, (request, reply) => {
		const call = exchange.liveCall(pathParameter(request, 'telephonySessionId'));
		const own = call
			.liveParties()
			.filter((party) => party.extensionId === loginOf(request).extensionId);
		call.dismissed = true;
		void exchange.hangUpAll(call, own);
		return reply.code(204).send();
	});

	server.post(`${telephonyPath}/call-out`, heavy, (request, reply) => {
		const body = readObject(request.body);
		const { deviceId, extension } = readCallingEnd(readObject(body['from'], 'from'));
		readOptionalNumber(body, 'countryId');
		const to = readOneOf(readObject(body['to'], 'to'), ['phoneNumber', 'extensionNumber']);
		const destination = findDestination(to.name, to.value);
		const call = callOut(exchange, extension, deviceId, destination);
		return reply.code(201).send({ session: callSessionView(call, platform.options) });
	});
}
