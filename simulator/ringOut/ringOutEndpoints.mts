import type { FastifyInstance, FastifyRequest } from 'fastify';

import { type Extension, account } from '../account.mts';
import { invalidParameter, resourceNotFound } from '../apiError.mts';
import { pathParameter } from '../calls/callPath.mts';
import { type Destination, findDestination } from '../calls/destination.mts';
import type { GetRingOutStatusResponse } from '../contract.mts';
import { extensionOf } from '../directory/directoryEndpoints.mts';
import type { Platform } from '../platform.mts';
import {
	readObject,
	readOneOf,
	readOptionalBoolean,
	readOptionalObject,
	readString,
} from '../requestBody.mts';
import { baseUrlOf } from '../requestUrl.mts';
import type { RingOut, RingOutRequest } from './ringOut.mts';

const ringOutsPath = '/restapi/v1.0/account/:accountId/extension/:extensionId/ring-out';
const heavy = { config: { group: 'Heavy', permission: 'RingOut' } } as const;
const light = { config: { group: 'Light', permission: 'RingOut' } } as const;

/** @throws ApiError 400 CMN-101 for a number that cannot be called, or is not the owner's */
function readRingOut(body: unknown, owner: Extension): RingOutRequest {
	const fields = readObject(body);
	const to = readObject(fields['to'], 'to');
	readOptionalBoolean(fields, 'playPrompt');
	const callerId = readOptionalObject(fields, 'callerId');
	if (callerId) readString(callerId, 'phoneNumber');
	const country = readOptionalObject(fields, 'country');
	if (country) readString(country, 'id');
	return {
		kind: 'RingOut',
		owner,
		first: readOwnPhone(fields['from'], owner),
		called: findDestination('phoneNumber', readString(to, 'phoneNumber')),
	};
}

function readOwnPhone(value: unknown, owner: Extension): Destination {
	const names = ['phoneNumber', 'forwardingNumberId'] as const;
	const from = readOneOf(readObject(value, 'from'), names);
	if (from.name === 'phoneNumber') return findDestination('phoneNumber', from.value);
	const known = owner.forwardingNumbers.find(({ id }) => id === from.value);
	if (!known) throw invalidParameter('forwardingNumberId', from.value);
	return findDestination('phoneNumber', known.phoneNumber);
}

function ringOutView(ringOut: RingOut, request: FastifyRequest): GetRingOutStatusResponse {
	const owner = `${baseUrlOf(request)}/restapi/v1.0/account/${account.id}/extension/${ringOut.ownerId}`;
	return {
		uri: `${owner}/ring-out/${ringOut.id}`,
		id: ringOut.id,
		status: ringOut.status,
	};
}

/** RingOut: RingCentral calls two phones and joins them. */
export function registerRingOutEndpoints(server: FastifyInstance, platform: Platform): void {
	const ringOutOf = (request: FastifyRequest): RingOut => {
		const owner = extensionOf(request);
		const ringOut = platform.ringOuts.find(pathParameter(request, 'ringoutId'), owner.id);
		if (!ringOut) throw resourceNotFound('ringoutId');
		return ringOut;
	};

	server.post(ringOutsPath, heavy, (request) => {
		const ringOut = platform.ringOuts.start(readRingOut(request.body, extensionOf(request)));
		return ringOutView(ringOut, request);
	});

	server.get(`${ringOutsPath}/:ringoutId`, light, (request) =>
		ringOutView(ringOutOf(request), request),
	);

	server.delete(`${ringOutsPath}/:ringoutId`, heavy, (request, reply) => {
		ringOutOf(request).cancel();
		return reply.code(204).send();
	});
}
