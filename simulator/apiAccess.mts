import { randomUUID } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { account, application } from './account.mts';
import { ApiError, resourceNotFound } from './apiError.mts';
import type { LoginSession } from './oauth/loginSessions.mts';
import type { RateLimitGroup } from './options.mts';
import type { Platform } from './platform.mts';
import { isJsonObject } from './requestBody.mts';
import { requestingSocket } from './webSocket/socketRequest.mts';

/** The configuration of a route under /restapi. */
declare module 'fastify' {
	interface FastifyContextConfig {
		/** The rate-limit group; a route that names one needs an access token. */
		group?: RateLimitGroup;
		/** The permission that the application must have been granted. */
		permission?: string;
	}
}

/** The login session of the request's access token, or of the WebSocket that it came over. */
export function loginOf(request: FastifyRequest): LoginSession {
	return request.getDecorator<LoginSession>('login');
}

function authenticate(platform: Platform, authorization: string | undefined): LoginSession {
	const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
	if (token === undefined) {
		throw new ApiError(401, 'OAU-123', 'Authorization header is not specified');
	}
	const found = platform.logins.useAccessToken(token);
	switch (found.state) {
		case 'valid':
			return found.session;
		case 'expired':
			throw new ApiError(401, 'OAU-128', 'Access token expired');
		case 'unknown':
			throw new ApiError(401, 'OAU-213', 'Token not found');
	}
}

/** Counts the request, sets the rate-limit headers of the reply and refuses requests over the limit. */
export function limitRate(
	platform: Platform,
	reply: FastifyReply,
	extensionId: string,
	group: RateLimitGroup,
): void {
	const caller = `${application.clientId} ${extensionId}`;
	const verdict = platform.rateLimiter.check(caller, group, platform.options);
	reply.headers(verdict.headers);
	// RingCentral sets its request ID on each answer; a WebSocket frame gets an ID of its own.
	if (!requestingSocket()) reply.header('RCRequestId', randomUUID());
	if (!verdict.allowed) throw new ApiError(429, 'CMN-301', 'Request rate exceeded');
}

export function requirePermission(platform: Platform, permission: string): void {
	if (platform.options.permissions.includes(permission)) return;
	throw new ApiError(
		403,
		'CMN-401',
		`In order to call this API endpoint, application needs to have [${permission}] permission`,
		{ permissionName: permission },
	);
}

/** `~` stands for the account of the signed-in user; there is no other account here. */
function checkAccount(request: FastifyRequest): void {
	const accountId = isJsonObject(request.params) ? request.params['accountId'] : undefined;
	if (accountId !== undefined && accountId !== '~' && accountId !== account.id) {
		throw resourceNotFound('accountId');
	}
}

/** Enforces access tokens, permissions and rate limits on RingCentral's API. */
export function guardApi(server: FastifyInstance, platform: Platform): void {
	server.decorateRequest('login');
	server.addHook('preHandler', async (request, reply) => {
		const { group, permission } = request.routeOptions.config;
		if (group === undefined) return;
		const login =
			requestingSocket()?.login ?? authenticate(platform, request.headers.authorization);
		request.setDecorator('login', login);
		limitRate(platform, reply, login.extensionId, group);
		if (permission !== undefined) requirePermission(platform, permission);
		checkAccount(request);
	});
}
