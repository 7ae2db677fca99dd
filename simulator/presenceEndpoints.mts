import type { FastifyInstance, FastifyRequest } from 'fastify';

import { type Extension, extensionById, extensions } from './account.mts';
import { ApiError, resourceNotFound } from './apiError.mts';
import type { PresenceInfoResponse } from './contract.mts';
import { extensionOf } from './directory/directoryEndpoints.mts';
import { pageOf } from './paging.mts';
import type { Platform } from './platform.mts';
import {
	type PresenceDetail,
	extensionReference,
	hasPresence,
	isInAccountPresence,
	presenceOf,
} from './presence.mts';
import { readPresenceChanges } from './publishedPresence.mts';
import { isJsonObject, readObject } from './requestBody.mts';
import { baseUrlOf } from './requestUrl.mts';

function readDetail(request: FastifyRequest): PresenceDetail {
	const query = isJsonObject(request.query) ? request.query : {};
	return {
		detailedTelephonyState: query['detailedTelephonyState'] === 'true',
		sipData: query['sipData'] === 'true',
	};
}

function presenceView(
	platform: Platform,
	request: FastifyRequest,
	extension: Extension,
): PresenceInfoResponse {
	const reference = extensionReference(extension, baseUrlOf(request));
	return {
		uri: `${reference.uri}/presence`,
		extension: reference,
		...presenceOf(
			extension,
			platform.publishedPresence.of(extension.id),
			platform.exchange.live(),
			readDetail(request),
		),
	};
}

/** A member of a call queue: whether it accepts the queue's calls, by its presence. */
function memberView(platform: Platform, { id, name, number }: Extension): object {
	return {
		member: { id, name, extensionNumber: number },
		acceptQueueCalls: platform.publishedPresence.ringsFor(id, 'queue'),
		acceptCurrentQueueCalls: true,
	};
}

/** Assumption PRESENCE-REFUSAL: the code is that of a refused subscription to such a presence. */
function extensionWithPresence(
	request: FastifyRequest,
	isAllowed: (extension: Extension) => boolean = hasPresence,
): Extension {
	const extension = extensionOf(request);
	if (!isAllowed(extension)) {
		throw new ApiError(403, 'SUB-402', 'Presence is not available for this extension type');
	}
	return extension;
}

export function registerPresenceEndpoints(server: FastifyInstance, platform: Platform): void {
	const presencePath = '/restapi/v1.0/account/:accountId/extension/:extensionId/presence';

	server.get(presencePath, { config: { group: 'Light', permission: 'ReadPresence' } }, (request) =>
		presenceView(platform, request, extensionWithPresence(request)),
	);

	server.get(
		'/restapi/v1.0/account/:accountId/call-queues/:groupId/presence',
		{ config: { group: 'Light', permission: 'ReadPresence' } },
		(request) => {
			const queue = extensionOf(request, 'groupId');
			if (queue.type !== 'Department') throw resourceNotFound('groupId');
			const members = (queue.memberIds ?? []).flatMap((id) => extensionById(id) ?? []);
			return { records: members.map((member) => memberView(platform, member)) };
		},
	);

	server.put(
		presencePath,
		{ config: { group: 'Medium', permission: 'EditPresence' } },
		(request) => {
			const extension = extensionWithPresence(request, isInAccountPresence);
			const changes = readPresenceChanges(readObject(request.body));
			platform.publishedPresence.publish(extension.id, changes);
			platform.publisher.presenceChanged(extension);
			return presenceView(platform, request, extension);
		},
	);

	server.get(
		'/restapi/v1.0/account/:accountId/presence',
		{ config: { group: 'Heavy', permission: 'ReadPresence' } },
		(request) =>
			pageOf(
				extensions
					.filter(isInAccountPresence)
					.map((extension) => presenceView(platform, request, extension)),
				request,
			),
	);
}
