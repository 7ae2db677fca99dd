import type { INodeProperties } from 'n8n-workflow';

import { isFileStream, storedFile } from '../../transport/http/fileStream';
import { recordingPath } from '../../transport/http/recordingPath';
import { ItemWithFile, type Operation } from '../operation';
import { namedRecording } from './namedRecording';

const outputFileField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
};

/** RingCentral has recordings in these two formats. */
const FILE_ENDINGS = new Map([
	['audio/mpeg', 'mp3'],
	['audio/wav', 'wav'],
]);

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download recording',
	description: 'Get the sound of a recording as a file that other nodes can store or send',
	properties: [namedRecording.field, outputFileField],
	async execute(item) {
		const recordingId = namedRecording.id(item);
		const fieldName = item.requiredText(
			outputFileField,
			'Enter the name under which the next node finds the file, e.g. data.',
		);
		const { body, contentType } = await item.accepted(
			{ method: 'GET', path: `${recordingPath(recordingId)}/content`, isFile: true },
			{ naming: namedRecording },
		);
		if (!isFileStream(body)) {
			throw item.error(
				`RingCentral sent no file for the recording ${item.label}`,
				"Check that 'Server' of the credential is RingCentral's platform.",
			);
		}
		const mimeType = contentType?.split(';')[0] ?? 'audio/mpeg';
		const fileName = `recording-${recordingId}.${FILE_ENDINGS.get(mimeType) ?? 'mp3'}`;
		const file = await storedFile(item.context, body, {
			fileName,
			mimeType,
			itemIndex: item.index,
		});
		return new ItemWithFile({ recordingId, fileName, mimeType }, { [fieldName]: file });
	},
};
