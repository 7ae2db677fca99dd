import { recordingOfItemField } from '../../descriptions/recording';
import { isFields, textOf } from '../../calls/events/unknown';
import { recordingPath } from '../../transport/http/recordingPath';
import type { Operation } from '../operation';
import { namedRecording, requiredRecordingId } from './namedRecording';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get recording',
	description: 'Look up how long a recording is and where its sound can be had',
	properties: [recordingOfItemField],
	async execute(item) {
		const recordingId = requiredRecordingId(item);
		const body = await item.request(
			{ method: 'GET', path: recordingPath(recordingId) },
			{ naming: namedRecording },
		);
		const recording = isFields(body) ? body : {};
		return {
			recordingId: textOf(recording.id) ?? recordingId,
			durationSeconds: Number(recording.duration ?? 0),
			contentType: textOf(recording.contentType) ?? null,
			contentUri: textOf(recording.contentUri) ?? null,
		};
	},
};
