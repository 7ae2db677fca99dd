import { simplifyField } from '../../descriptions/simplify';
import { voicemailIdField, voicemailOwnerField } from '../../descriptions/voicemail';
import { simplifiedVoicemail } from '../../calls/output/simplifiedVoicemail';
import type { Operation } from '../operation';
import { chosenVoicemail } from './chosenVoicemail';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get voicemail',
	description: 'Look up one voicemail: who has left it, when, and how long it is',
	properties: [voicemailOwnerField, voicemailIdField, simplifyField],
	async execute(item) {
		const { message } = await chosenVoicemail(item);
		return item.simplifiedOrRaw(message, simplifiedVoicemail);
	},
};
