import { partyOperation } from './partyOperation';
import { recordingOutput } from './recordingOutput';

export const startRecording = partyOperation({
	name: 'Start Recording',
	value: 'startRecording',
	action: 'Start recording',
	description: 'Record an answered call. Pausing is the only way to stop.',
	request: () => ({ method: 'POST', path: '/recordings' }),
	output: recordingOutput,
	otherReason: 'Conferences cannot be recorded, nor calls that RingCentral records by itself.',
});
