import type { Resource } from '../operation';
import { answer } from './answer.operation';
import { bridge } from './bridge.operation';
import { flip } from './flip.operation';
import { forward } from './forward.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { hold } from './hold.operation';
import { ignore } from './ignore.operation';
import { mute } from './mute.operation';
import { park } from './park.operation';
import { pauseRecording } from './pauseRecording.operation';
import { pickUp } from './pickUp.operation';
import { reject } from './reject.operation';
import { remove } from './remove.operation';
import { reply } from './reply.operation';
import { resumeRecording } from './resumeRecording.operation';
import { ring } from './ring.operation';
import { route } from './route.operation';
import { sendToVoicemail } from './sendToVoicemail.operation';
import { startRecording } from './startRecording.operation';
import { supervise } from './supervise.operation';
import { transfer } from './transfer.operation';
import { unhold } from './unhold.operation';
import { unmute } from './unmute.operation';

export const partyResource: Resource = {
	name: 'Party',
	value: 'party',
	description: 'One side of a call, such as the phone that rings',
	operations: [
		answer,
		bridge,
		flip,
		forward,
		get,
		getMany,
		hold,
		ignore,
		mute,
		park,
		pauseRecording,
		pickUp,
		reject,
		remove,
		reply,
		resumeRecording,
		ring,
		route,
		sendToVoicemail,
		startRecording,
		supervise,
		transfer,
		unhold,
		unmute,
	],
	defaultOperation: forward,
};
