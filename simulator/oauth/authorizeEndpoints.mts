import type { FastifyInstance, FastifyReply } from 'fastify';

import { application, extensionByNumber, signedInUser } from '../account.mts';
import type { Platform } from '../platform.mts';
import { isJsonObject } from '../requestBody.mts';
import { codeLifetime } from './authorizationCodes.mts';
import { authorizePage, authorizeRefusedPage } from './authorizePage.mts';

function stringMembers(value: unknown): Record<string, string> {
	if (!isJsonObject(value)) return {};
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, member]) =>
			typeof member === 'string' ? [[name, member] as const] : [],
		),
	);
}

/** Every http address of this computer counts as registered for the simulated application. */
function isRegisteredRedirect(redirectUri: string | undefined): redirectUri is string {
	if (redirectUri === undefined || !URL.canParse(redirectUri)) return false;
	const { protocol, hostname } = new URL(redirectUri);
	return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** The reason for a refusal without a redirect; undefined for valid parameters. */
function refusalOf(parameters: Record<string, string>): string | undefined {
	if (parameters['client_id'] !== application.clientId) {
		return 'OAU-146: no application has this client ID.';
	}
	if (!isRegisteredRedirect(parameters['redirect_uri'])) {
		return 'OAU-109: the redirect URI is not one that the application has registered.';
	}
	return undefined;
}

function redirectBack(
	reply: FastifyReply,
	parameters: Record<string, string>,
	answer: Record<string, string>,
): FastifyReply {
	const target = new URL(parameters['redirect_uri'] ?? '');
	for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
	if (parameters['state'] !== undefined) target.searchParams.set('state', parameters['state']);
	return reply.redirect(target.toString(), 302);
}

function refuse(reply: FastifyReply, message: string): FastifyReply {
	return reply.code(400).type('text/html; charset=utf-8').send(authorizeRefusedPage(message));
}

export function registerAuthorizeEndpoints(server: FastifyInstance, platform: Platform): void {
	server.get('/restapi/oauth/authorize', (request, reply) => {
		const parameters = stringMembers(request.query);
		const refusal = refusalOf(parameters);
		if (refusal !== undefined) return refuse(reply, refusal);
		if (parameters['response_type'] !== 'code') {
			return redirectBack(reply, parameters, { error: 'unsupported_response_type' });
		}
		return reply.type('text/html; charset=utf-8').send(authorizePage(parameters));
	});

	server.post('/restapi/oauth/authorize', (request, reply) => {
		const parameters = stringMembers(request.body);
		const refusal = refusalOf(parameters);
		if (refusal !== undefined) return refuse(reply, refusal);

		const extension = extensionByNumber(parameters['extensionNumber'] ?? signedInUser.number);
		if (platform.options.rejectLogin || extension?.type !== 'User') {
			return redirectBack(reply, parameters, { error: 'access_denied' });
		}
		const code = platform.authorizationCodes.issue({
			clientId: application.clientId,
			extensionId: extension.id,
			redirectUri: parameters['redirect_uri'] ?? '',
			codeChallengeMethod: parameters['code_challenge_method'] === 'S256' ? 'S256' : 'plain',
			codeChallenge: parameters['code_challenge'],
		});
		return redirectBack(reply, parameters, { code, expires_in: String(codeLifetime) });
	});
}
