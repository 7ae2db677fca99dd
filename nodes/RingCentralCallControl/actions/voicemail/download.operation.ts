import { outputFileField } from '../../descriptions/outputFile';
import { voicemailIdField, voicemailOwnerField } from '../../descriptions/voicemail';
import { textOf } from '../../calls/events/unknown';
import { soundOf } from '../../calls/output/simplifiedVoicemail';
import { apiPath } from '../../transport/http/apiPath';
import type { Operation } from '../operation';
import { outputFileName, soundFile } from '../soundFile';
import { chosenVoicemail, namedVoicemail } from './chosenVoicemail';

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download voicemail',
	description: 'Get the sound of a voicemail as a file that other nodes can store or send',
	properties: [voicemailOwnerField, voicemailIdField, outputFileField],
	async execute(item) {
		outputFileName(item);
		const { id, path, message } = await chosenVoicemail(item);
		const attachmentId = textOf(soundOf(message)?.id);
		if (attachmentId === undefined) {
			throw item.parameterError(
				voicemailIdField,
				`is ${id}, of which RingCentral has no sound`,
				'It may have been deleted, or not be stored yet: wait some seconds and try again.',
			);
		}
		const content = `${path}/content${apiPath`/${attachmentId}`}`;
		return await soundFile(
			item,
			{ path: content, noun: 'voicemail', id, idName: 'voicemailId' },
			namedVoicemail,
		);
	},
};
