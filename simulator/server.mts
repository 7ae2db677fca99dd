import { maxHeaderSize } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { guardApi } from './apiAccess.mts';
import { ApiError } from './apiError.mts';
import { registerCallLogEndpoints } from './callLog/callLogEndpoints.mts';
import { registerCallEndpoints } from './calls/callEndpoints.mts';
import { registerConferenceEndpoints } from './calls/conferenceEndpoints.mts';
import { registerRecordingEndpoints } from './calls/recordingEndpoints.mts';
import { registerSupervisionEndpoints } from './calls/supervisionEndpoints.mts';
import { registerControlEndpoints } from './control/controlEndpoints.mts';
import { registerBusinessHoursEndpoints } from './directory/businessHoursEndpoints.mts';
import { registerDirectoryEndpoints } from './directory/directoryEndpoints.mts';
import { registerMessageEndpoints } from './messages/messageEndpoints.mts';
import { registerAuthorizeEndpoints } from './oauth/authorizeEndpoints.mts';
import { registerTokenEndpoints } from './oauth/tokenEndpoints.mts';
import { servePage } from './page/pageEndpoints.mts';
import { type Platform, createPlatform } from './platform.mts';
import { registerPresenceEndpoints } from './presenceEndpoints.mts';
import { parseBodies } from './requestBody.mts';
import { type LoggedRequest, authorizationKind } from './requestLog.mts';
import { pathOf } from './requestUrl.mts';
import { registerKeptRecordingEndpoints } from './recordings/keptRecordingEndpoints.mts';
import { registerRingOutEndpoints } from './ringOut/ringOutEndpoints.mts';
import { registerSubscriptionEndpoints } from './subscriptions/subscriptionEndpoints.mts';
import { requestingSocket } from './webSocket/socketRequest.mts';
import { serveWebSockets } from './webSocket/webSocketGateway.mts';
import { registerWebSocketTokenEndpoint } from './webSocket/webSocketTokenEndpoint.mts';

/** Node.js's limit for the head of a request: long parameters get to the handlers, which find or refuse them. */
const maxParamLength = maxHeaderSize;

/** Creates an independent simulator, not yet listening. */
export function createServer(platform = createPlatform()): FastifyInstance {
	const server = Fastify({ routerOptions: { ignoreTrailingSlash: true, maxParamLength } });
	parseBodies(server);
	answerRefusals(server);
	logRequests(server, platform);
	injectFaults(server, platform);
	guardApi(server, platform);

	registerAuthorizeEndpoints(server, platform);
	registerTokenEndpoints(server, platform);
	registerDirectoryEndpoints(server);
	registerBusinessHoursEndpoints(server, platform);
	registerPresenceEndpoints(server, platform);
	registerSubscriptionEndpoints(server, platform);
	registerWebSocketTokenEndpoint(server, platform);
	registerCallEndpoints(server, platform);
	registerConferenceEndpoints(server, platform);
	registerSupervisionEndpoints(server, platform);
	registerRecordingEndpoints(server, platform);
	registerKeptRecordingEndpoints(server, platform);
	registerRingOutEndpoints(server, platform);
	registerCallLogEndpoints(server, platform);
	registerMessageEndpoints(server, platform);
	registerControlEndpoints(server, platform);
	servePage(server, platform);
	serveWebSockets(server, platform);
	return server;
}

function answerRefusals(server: FastifyInstance): void {
	server.setErrorHandler<Error & { statusCode?: number }>((reason, _request, reply) => {
		const refusal = reason instanceof ApiError ? reason : toApiError(reason);
		return reply.code(refusal.statusCode).send(refusal.toBody());
	});
	server.setNotFoundHandler((_request, reply) => {
		const refusal = new ApiError(404, 'CMN-120', 'Invalid URI');
		return reply.code(404).send(refusal.toBody());
	});
}

/** Assumption BODY-REFUSALS: no source has the codes for a body of the wrong type and for an internal error. */
function toApiError(reason: Error & { statusCode?: number }): ApiError {
	const { statusCode = 500 } = reason;
	if (statusCode === 415) return new ApiError(415, 'CMN-104', 'Unsupported media type');
	if (statusCode < 500) return new ApiError(statusCode, 'CMN-101', reason.message);
	return new ApiError(500, 'CMN-203', `The simulator broke: ${reason.stack ?? reason.message}`);
}

function isApiRequest(request: FastifyRequest): boolean {
	return request.url.startsWith('/restapi/');
}

function logRequests(server: FastifyInstance, platform: Platform): void {
	const entries = new WeakMap<FastifyRequest, LoggedRequest>();
	server.addHook('onRequest', async (request) => {
		if (!isApiRequest(request)) return;
		const entry = platform.requests.add({
			at: platform.clock.now(),
			method: request.method,
			path: pathOf(request),
			query: request.query,
			authorization: requestingSocket()
				? 'webSocket'
				: authorizationKind(request.headers.authorization),
		});
		entries.set(request, entry);
	});
	server.addHook('preValidation', async (request) => {
		const entry = entries.get(request);
		if (!entry) return;
		platform.requests.setBody(entry, request.body);
		platform.timeline.addRequest(entry);
	});
	// Before the answer leaves, so that a client with the answer also finds it in the log.
	server.addHook('onSend', async (request, reply, payload) => {
		const entry = entries.get(request);
		if (!entry) return;
		entry.status = reply.statusCode;
		platform.timeline.answered(entry, payload);
	});
}

/** Faults apply after the body is parsed, so that the log has the whole request. */
function injectFaults(server: FastifyInstance, platform: Platform): void {
	server.addHook('preValidation', async (request, reply) => {
		if (!isApiRequest(request)) return;
		const fault = platform.faults.take(request.method, pathOf(request));
		if (!fault) return;
		if (fault.delayMilliseconds > 0) await wait(fault.delayMilliseconds);
		if (fault.dropConnection) {
			dropConnection(request, reply);
		} else if (fault.status !== undefined) {
			await reply.code(fault.status).headers(fault.headers).send(fault.body);
		}
	});
}

function dropConnection(request: FastifyRequest, reply: FastifyReply): void {
	reply.hijack();
	const socket = requestingSocket();
	if (socket) socket.connection?.cut();
	else request.raw.socket.destroy();
}
