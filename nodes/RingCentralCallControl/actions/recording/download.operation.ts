import { outputFileField } from '../../descriptions/outputFile';
import { recordingPath } from '../../transport/http/recordingPath';
import type { Operation } from '../operation';
import { soundFile } from '../soundFile';
import { namedRecording } from './namedRecording';

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download recording',
	description: 'Get the sound of a recording as a file that other nodes can store or send',
	properties: [namedRecording.field, outputFileField],
	async execute(item) {
		const id = namedRecording.id(item);
		return await soundFile(
			item,
			{ path: `${recordingPath(id)}/content`, noun: 'recording', id, idName: 'recordingId' },
			namedRecording,
		);
	},
};
