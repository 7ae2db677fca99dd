import type { FastifyInstance, FastifyRequest } from 'fastify';

import { account } from '../account.mts';
import { resourceNotFound } from '../apiError.mts';
import { pathParameter } from '../calls/callPath.mts';
import type { Recording } from '../calls/party.mts';
import type { GetCallRecordingResponse } from '../contract.mts';
import type { Platform } from '../platform.mts';
import { baseUrlOf } from '../requestUrl.mts';
import { silence } from './silence.mts';

const recordingPath = '/restapi/v1.0/account/:accountId/recording/:recordingId';
const heavy = { config: { group: 'Heavy', permission: 'ReadCallRecording' } } as const;

/** In seconds, for each recording: the simulator carries no sound. */
const duration = 2;
const contentType = 'audio/wav';

/**
 * A recording that can be listened to. RingCentral provides it some minutes after the call, the
 * simulator as soon as the call is over.
 *
 * Assumption RECORDING-ID: a recording that is not ready gets the same answer as an unknown one, and a
 * recording has the same ID here as in its call.
 */
function keptRecording(request: FastifyRequest, platform: Platform): Recording {
	const id = pathParameter(request, 'recordingId');
	const recording = platform.exchange
		.all()
		.filter((call) => call.isOver)
		.flatMap((call) => call.parties)
		.flatMap((party) => party.recordings)
		.find((candidate) => candidate.id === id);
	if (!recording) throw resourceNotFound('recordingId');
	return recording;
}

/** Recordings of calls that are over: their metadata and their sound. */
export function registerKeptRecordingEndpoints(server: FastifyInstance, platform: Platform): void {
	server.get(recordingPath, heavy, (request): GetCallRecordingResponse => {
		const { id } = keptRecording(request, platform);
		// RingCentral serves the content from its media host; the simulator is both hosts in one.
		const contentUri = `${baseUrlOf(request)}/restapi/v1.0/account/${account.id}/recording/${id}/content`;
		return { id, contentUri, contentType, duration };
	});

	server.get(`${recordingPath}/content`, heavy, (request, reply) => {
		keptRecording(request, platform);
		return reply.type(contentType).send(silence(duration));
	});
}
