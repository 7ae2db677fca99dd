import { recordingOperation } from './recordingOperation';

export const resumeRecording = recordingOperation({
	name: 'Resume Recording',
	value: 'resumeRecording',
	action: 'Resume recording',
	description: 'Go on with a recording that was paused',
	active: true,
});
