import type { JsonObject } from '../requestBody.mts';
import type { Call } from './call.mts';
import * as commands from './commands.mts';
import type { Party } from './party.mts';
import type { Step } from './script.mts';
import { forwardFields, readTarget, transferFields } from './target.mts';

/**
 * Sends a call to the target in the body: a ringing call is forwarded, a connected one transferred.
 * @throws ApiError 400 CMN-101 unless exactly one field names a target
 */
export function sendSteps(
	trigger: 'forward' | 'transfer',
	{ call, party }: { call: Call; party: Party },
	body: JsonObject,
): Step[] {
	const target = readTarget(body, trigger === 'forward' ? forwardFields : transferFields);
	switch (target.kind) {
		case 'voicemail':
			return commands.sendToVoicemail(call, party, trigger, target.owner);
		case 'parkLocation':
			return commands.transferToPark(call, party, target.location);
		case 'destination':
			return commands[trigger](call, party, target.destination);
	}
}
