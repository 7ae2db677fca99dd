import { textOf } from '../../calls/events/unknown';
import { recordingPath } from '../../transport/http/recordingPath';
import { namedOperation } from '../namedOperation';
import { namedRecording } from './namedRecording';

export const get = namedOperation({
	name: 'Get',
	value: 'get',
	action: 'Get recording',
	description: 'Look up how long a recording is and where its sound can be had',
	thing: namedRecording,
	request: (id) => ({ method: 'GET', path: recordingPath(id) }),
	output: (_item, recording, recordingId) => ({
		recordingId: textOf(recording.id) ?? recordingId,
		durationSeconds: typeof recording.duration === 'number' ? recording.duration : null,
		contentType: textOf(recording.contentType) ?? null,
		contentUri: textOf(recording.contentUri) ?? null,
	}),
});
