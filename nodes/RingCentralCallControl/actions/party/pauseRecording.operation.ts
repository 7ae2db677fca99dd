import { recordingOperation } from './recordingOperation';

export const pauseRecording = recordingOperation({
	name: 'Pause Recording',
	value: 'pauseRecording',
	action: 'Pause recording',
	description: 'Stop recording for now, for example while a card number is spoken',
	active: false,
});
