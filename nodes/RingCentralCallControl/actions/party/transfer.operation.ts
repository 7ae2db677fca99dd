import { optionsField } from '../../descriptions/options';
import { outgoingCallOptions } from '../../descriptions/outgoingCall';
import { simplifyField } from '../../descriptions/simplify';
import { targetProperties } from '../../descriptions/target';
import { transferTarget, targetFields } from './callTarget';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

export const transfer = partyOperation({
	name: 'Transfer',
	value: 'transfer',
	action: 'Transfer party',
	description: 'Hand an answered call over without speaking to the other side first',
	properties: [
		...targetProperties(['extension', 'parkLocation', 'phoneNumber', 'voicemail']),
		simplifyField,
		optionsField(outgoingCallOptions),
	],
	request: async ({ context, itemIndex }) => ({
		method: 'POST',
		path: '/transfer',
		body: await transferTarget(context, itemIndex),
	}),
	output: partyOutput,
	fields: targetFields,
});
