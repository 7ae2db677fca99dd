import type { FastifyRequest } from 'fastify';

import { resourceNotFound } from '../apiError.mts';
import { isJsonObject } from '../requestBody.mts';
import type { Call } from './call.mts';
import type { Exchange } from './exchange.mts';
import type { Party } from './party.mts';

export const telephonyPath = '/restapi/v1.0/account/:accountId/telephony';
export const sessionPath = `${telephonyPath}/sessions/:telephonySessionId`;
export const partyPath = `${sessionPath}/parties/:partyId`;

export function pathParameter(request: FastifyRequest, name: string): string {
	const value = isJsonObject(request.params) ? request.params[name] : undefined;
	if (typeof value !== 'string') throw resourceNotFound(name);
	return value;
}

/** @throws ApiError 404 when the call is over or the party is another call's */
export function partyOf(request: FastifyRequest, exchange: Exchange): { call: Call; party: Party } {
	return exchange.liveParty(
		pathParameter(request, 'telephonySessionId'),
		pathParameter(request, 'partyId'),
	);
}
