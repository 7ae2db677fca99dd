import type { FastifyInstance } from 'fastify';

import { resourceNotFound } from '../apiError.mts';
import type { CallRecording } from '../contract.mts';
import type { Platform } from '../platform.mts';
import { readBoolean, readObject } from '../requestBody.mts';
import { partyOf, partyPath, pathParameter } from './callPath.mts';
import { setRecordingActive, startRecording } from './commands.mts';
import type { Recording } from './party.mts';

const recordingsPath = `${partyPath}/recordings`;
const light = { config: { group: 'Light', permission: 'CallControl' } } as const;

function recordingView(recording: Recording): CallRecording {
	return { ...recording, mode: 'OnDemand', view: 'Party' };
}

/** On-demand recordings of a party. They can be paused, but not stopped. */
export function registerRecordingEndpoints(server: FastifyInstance, platform: Platform): void {
	let lastRecordingId = 6_900_000_000;

	server.post(recordingsPath, light, (request, reply) => {
		const { call, party } = partyOf(request, platform.exchange);
		lastRecordingId += 1;
		const recording: Recording = { id: String(lastRecordingId), active: true };
		void platform.exchange.play(call, startRecording(call, party, recording));
		return reply.code(201).send(recordingView(recording));
	});

	server.patch(`${recordingsPath}/:recordingId`, light, (request) => {
		const { call, party } = partyOf(request, platform.exchange);
		const recordingId = pathParameter(request, 'recordingId');
		const recording = party.recordings.find((candidate) => candidate.id === recordingId);
		if (!recording) throw resourceNotFound('recordingId');
		const active = readBoolean(readObject(request.body), 'active');
		void platform.exchange.play(call, setRecordingActive(call, party, recording, active));
		return recordingView(recording);
	});
}
