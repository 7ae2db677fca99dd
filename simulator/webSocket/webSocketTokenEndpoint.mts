import type { FastifyInstance } from 'fastify';

import { loginOf } from '../apiAccess.mts';
import type { WsTokenResponse } from '../contract.mts';
import type { Platform } from '../platform.mts';
import { webSocketPath } from './webSocketGateway.mts';
import { webSocketPermission } from './webSocketPermission.mts';

export function registerWebSocketTokenEndpoint(server: FastifyInstance, platform: Platform): void {
	const config = { group: 'Auth', permission: webSocketPermission } as const;
	server.post('/restapi/oauth/wstoken', { config }, (request): WsTokenResponse => {
		const lifetime = platform.options.webSocketTokenSeconds;
		return {
			uri: `ws://${request.host}${webSocketPath}`,
			ws_access_token: platform.webSocketTokens.issue(loginOf(request), lifetime),
			expires_in: lifetime,
		};
	});
}
