import { outputFileField } from '../descriptions/outputFile';
import { isFileStream, storedFile } from '../transport/http/fileStream';
import type { Item } from './item';
import { ItemWithFile } from './operation';
import type { NamingParameter } from './refusalWords';

/**
 * The endings of files by their type. RingCentral documents the first two, and its example of a voicemail
 * has the third. Other endings are in the type itself.
 */
const FILE_ENDINGS = new Map([
	['audio/mpeg', 'mp3'],
	['audio/wav', 'wav'],
	['audio/x-wav', 'wav'],
]);

interface Sound {
	path: string;
	/** For the file name and messages, e.g. "recording". */
	noun: string;
	id: string;
	/** The output field for the ID, e.g. "recordingId". */
	idName: string;
}

/** The name of the output's binary field. */
export function outputFileName(item: Item): string {
	return item.requiredText(
		outputFileField,
		'Enter the name under which the next node finds the file, e.g. data.',
	);
}

/**
 * Downloads a sound as a file.
 *
 * @throws NodeApiError naming the parameter; NodeOperationError when RingCentral sends no file.
 */
export async function soundFile(
	item: Item,
	{ path, noun, id, idName }: Sound,
	naming: NamingParameter,
): Promise<ItemWithFile> {
	const fieldName = outputFileName(item);
	const { body, contentType } = await item.accepted(
		{ method: 'GET', path, isFile: true },
		{ naming },
	);
	if (!isFileStream(body)) {
		throw item.error(
			`RingCentral sent no file for the ${noun} ${item.label}`,
			"Check that 'Server' of the credential is RingCentral's platform.",
		);
	}
	const mimeType = contentType?.split(';')[0]?.trim().toLowerCase() ?? 'audio/mpeg';
	const fileName = `${noun}-${id}.${endingOf(mimeType)}`;
	const file = await storedFile(item.context, body, {
		fileName,
		mimeType,
		itemIndex: item.index,
	});
	return new ItemWithFile({ [idName]: id, fileName, mimeType }, { [fieldName]: file });
}

function endingOf(mimeType: string): string {
	return FILE_ENDINGS.get(mimeType) ?? /^audio\/(?:x-)?(\w+)$/.exec(mimeType)?.[1] ?? 'mp3';
}
