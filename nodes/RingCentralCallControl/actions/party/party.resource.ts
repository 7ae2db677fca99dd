import type { Resource } from '../operation';
import { answer } from './answer.operation';
import { forward } from './forward.operation';
import { get } from './get.operation';
import { hold } from './hold.operation';
import { pauseRecording } from './pauseRecording.operation';
import { reject } from './reject.operation';
import { resumeRecording } from './resumeRecording.operation';
import { startRecording } from './startRecording.operation';
import { transfer } from './transfer.operation';
import { unhold } from './unhold.operation';

export const partyResource: Resource = {
	name: 'Party',
	value: 'party',
	description: 'One side of a call, such as the phone that rings',
	operations: [
		answer,
		forward,
		get,
		hold,
		pauseRecording,
		reject,
		resumeRecording,
		startRecording,
		transfer,
		unhold,
	],
	defaultOperation: forward,
};
