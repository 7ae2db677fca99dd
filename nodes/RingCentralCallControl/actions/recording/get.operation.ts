import { recordingOfItemField } from '../../descriptions/recording';
import { isFields, textOf } from '../../calls/events/unknown';
import { recordingPath } from '../../transport/http/recordingPath';
import { namedRequest } from '../namedRequest';
import type { Operation } from '../operation';
import { namedRecording, requiredRecordingId } from './namedRecording';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get recording',
	description: 'Look up how long a recording is and where its sound can be had',
	properties: [recordingOfItemField],
	async execute(context, itemIndex) {
		const recordingId = requiredRecordingId(context, itemIndex);
		const { body } = await namedRequest(
			context,
			{ method: 'GET', path: recordingPath(recordingId), itemIndex },
			namedRecording,
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
