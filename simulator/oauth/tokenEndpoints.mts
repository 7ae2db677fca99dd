import type { FastifyInstance } from 'fastify';

import { account, extensionById, jwts, signedInUser } from '../account.mts';
import { limitRate, loginOf } from '../apiAccess.mts';
import type { TokenInfo } from '../contract.mts';
import type { Platform } from '../platform.mts';
import { type JsonObject, isJsonObject, readObject } from '../requestBody.mts';
import { authenticateClient } from './clientAuthentication.mts';
import type { LoginSession, TokenLifetimes } from './loginSessions.mts';
import { OAuthError } from './oauthError.mts';

const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

function field(form: JsonObject, name: string): string | undefined {
	const value = form[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function requiredField(form: JsonObject, name: string): string {
	const value = field(form, name);
	if (value === undefined) {
		throw new OAuthError(400, 'invalid_request', 'CMN-101', `Parameter [${name}] is missing`);
	}
	return value;
}

function readLifetimes(form: JsonObject): TokenLifetimes {
	return {
		access: readLifetime(form, 'access_token_ttl', { min: 600, max: 3600, default: 3600 }),
		refresh: readLifetime(form, 'refresh_token_ttl', {
			min: 1,
			max: 2_592_000,
			default: 604_800,
		}),
	};
}

function readLifetime(
	form: JsonObject,
	name: string,
	limits: { min: number; max: number; default: number },
): number {
	const value = Number(field(form, name) ?? limits.default);
	if (!Number.isInteger(value) || value < limits.min || value > limits.max) {
		throw new OAuthError(400, 'invalid_request', 'CMN-101', `Parameter [${name}] value is invalid`);
	}
	return value;
}

function invalidGrant(errorCode: string, message: string): OAuthError {
	return new OAuthError(400, 'invalid_grant', errorCode, message);
}

/** The ID of the extension that a JWT signs in. */
function redeemJwt(assertion: string, clientId: string): string {
	const known = Object.values(jwts).find((jwt) => jwt.assertion === assertion);
	// Assumption JWT-REFUSALS: no source shows the answers to a JWT that is unknown or made for another app;
	// the codes are those of an unreadable token and of a grant that the app may not use.
	if (!known) throw invalidGrant('OAU-149', 'JWT is invalid');
	if (known.clientId !== clientId) {
		throw new OAuthError(400, 'unauthorized_client', 'OAU-251', 'Unauthorized for this grant type');
	}
	return known.extensionId;
}

/** Runs the requested grant. */
function grant(platform: Platform, form: JsonObject, clientId: string): LoginSession {
	// Assumption LOGIN-REFUSAL: the code for a user without permission to sign in.
	if (platform.options.rejectLogin) throw invalidGrant('OAU-140', 'Invalid resource owner');
	const grantType = requiredField(form, 'grant_type');
	const open = (extensionId: string) =>
		platform.logins.open({
			clientId,
			extensionId,
			lifetimes: readLifetimes(form),
			endpointId: field(form, 'endpoint_id'),
		});

	switch (grantType) {
		case 'authorization_code': {
			const { extensionId } = platform.authorizationCodes.redeem(requiredField(form, 'code'), {
				clientId,
				redirectUri: field(form, 'redirect_uri'),
				codeVerifier: field(form, 'code_verifier'),
			});
			return open(extensionId);
		}
		case jwtGrant:
			return open(redeemJwt(requiredField(form, 'assertion'), clientId));
		case 'refresh_token': {
			const session = platform.logins.refresh(requiredField(form, 'refresh_token'), clientId);
			if (!session) throw invalidGrant('OAU-211', 'Token revoked');
			return session;
		}
		default:
			throw new OAuthError(400, 'unsupported_grant_type', 'OAU-250', 'Unsupported grant type');
	}
}

/** The user of a token request: the Auth group is counted for each user. */
function userOfGrant(platform: Platform, form: JsonObject): string {
	const fromCode = platform.authorizationCodes.peek(field(form, 'code') ?? '');
	const fromRefreshToken = platform.logins.findByRefreshToken(field(form, 'refresh_token') ?? '');
	const fromJwt = Object.values(jwts).find((jwt) => jwt.assertion === field(form, 'assertion'));
	return (fromCode ?? fromRefreshToken ?? fromJwt)?.extensionId ?? 'unknown user';
}

function tokenInfo(platform: Platform, session: LoginSession): TokenInfo {
	const secondsUntil = (time: number) =>
		Math.max(Math.ceil((time - platform.clock.now()) / 1000), 0);
	return {
		access_token: session.accessToken,
		token_type: 'bearer',
		expires_in: secondsUntil(session.accessTokenExpiresAt),
		refresh_token: session.refreshToken,
		refresh_token_expires_in: secondsUntil(session.refreshTokenExpiresAt),
		scope: platform.options.permissions.join(' '),
		owner_id: session.extensionId,
		endpoint_id: session.endpointId,
		session_id: session.id,
	};
}

export function registerTokenEndpoints(server: FastifyInstance, platform: Platform): void {
	server.post('/restapi/oauth/token', (request, reply) => {
		const form = readObject(request.body);
		limitRate(platform, reply, userOfGrant(platform, form), 'Auth');
		const clientId = authenticateClient(request.headers.authorization);
		return reply
			.header('Cache-Control', 'no-store')
			.send(tokenInfo(platform, grant(platform, form, clientId)));
	});

	server.post('/restapi/oauth/revoke', (request, reply) => {
		limitRate(platform, reply, 'unknown user', 'Auth');
		authenticateClient(request.headers.authorization);
		const query = isJsonObject(request.query) ? request.query : {};
		platform.logins.revoke(requiredField({ ...query, ...readObject(request.body) }, 'token'));
		return reply.code(200).send();
	});

	server.get('/restapi/oauth/userinfo', { config: { group: 'Auth' } }, (request) => {
		const user = extensionById(loginOf(request).extensionId) ?? signedInUser;
		return {
			sub: user.id,
			account_id: account.id,
			given_name: user.name,
			email: user.email,
			email_verified: true,
		};
	});
}
