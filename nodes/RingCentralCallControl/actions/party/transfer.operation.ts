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
	],
	request: ({ context, itemIndex }) => ({
		method: 'POST',
		path: '/transfer',
		body: transferTarget(context, itemIndex),
	}),
	output: partyOutput,
	fields: targetFields,
});
