import { optionsField } from '../../descriptions/options';
import { outgoingCallOptions } from '../../descriptions/outgoingCall';
import { simplifyField } from '../../descriptions/simplify';
import { targetProperties } from '../../descriptions/target';
import { forwardTarget, targetFields } from './callTarget';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const forward = partyOperation({
	name: 'Forward',
	value: 'forward',
	action: 'Forward party',
	description: 'Send a call that is still ringing somewhere else',
	properties: [
		...targetProperties(['extension', 'phoneNumber', 'voicemail']),
		simplifyField,
		optionsField(outgoingCallOptions),
	],
	request: async ({ context, itemIndex }) => ({
		method: 'POST',
		path: '/forward',
		body: await forwardTarget(context, itemIndex),
	}),
	output: partyOutput,
	fields: targetFields,
});
