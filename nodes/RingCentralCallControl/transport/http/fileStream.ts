import {
	NodeOperationError,
	type BinaryHelperFunctions,
	type IBinaryData,
	type IExecuteFunctions,
} from 'n8n-workflow';

import { isFields } from '../../calls/events/unknown';
import { withinTime } from './timeLimit';

/** A file as it arrives. */
export type FileStream = Exclude<
	Parameters<BinaryHelperFunctions['prepareBinaryData']>[0],
	Uint8Array
>;

/** More than a whole day of talk; n8n may keep the file in memory. */
const MOST_BYTES = 500_000_000;

const FILE_TIME_LIMIT_MILLISECONDS = 10 * 60_000;

/** Refusals are a few hundred bytes long. */
const MOST_REFUSAL_BYTES = 100_000;

const REFUSAL_TIME_LIMIT_MILLISECONDS = 10_000;

export function isFileStream(value: unknown): value is FileStream {
	return isFields(value) && typeof value.pipe === 'function' && typeof value.destroy === 'function';
}

interface FileDetails {
	fileName: string;
	mimeType: string;
	/** The item to name in messages. */
	itemIndex: number;
}

/**
 * Streams a file into n8n's storage of files.
 *
 * @throws NodeOperationError when the file breaks off, takes too long, is larger than `mostBytes`, or n8n cannot
 *   store it.
 */
export async function storedFile(
	context: IExecuteFunctions,
	file: FileStream,
	{ fileName, mimeType, itemIndex }: FileDetails,
	mostBytes = MOST_BYTES,
): Promise<IBinaryData> {
	const bounded = boundedFile(file, mostBytes);
	try {
		return await context.helpers.prepareBinaryData(bounded.file, fileName, mimeType);
	} catch {
		throw new NodeOperationError(
			context.getNode(),
			bounded.isTooLarge()
				? `The file is larger than ${mostBytes / 1_000_000} MB, the most that is read [item ${itemIndex}]`
				: `The file broke off before its end, took longer than ten minutes, or found no room in n8n [item ${itemIndex}]`,
			{
				itemIndex,
				description: bounded.isTooLarge()
					? 'Download it from RingCentral itself.'
					: "Nothing of it was kept. Check n8n's network and its storage of files, then try again.",
			},
		);
	} finally {
		file.destroy();
	}
}

/** The same file, which breaks off beyond the limits of size and time. */
function boundedFile(
	file: FileStream,
	mostBytes: number,
): { file: FileStream; isTooLarge(): boolean } {
	let bytes = 0;
	const counted = (chunk: unknown) => {
		bytes += chunk instanceof Uint8Array ? chunk.length : 0;
		if (bytes > mostBytes) throw new Error('The file is too large');
		return chunk;
	};
	const signal = AbortSignal.timeout(FILE_TIME_LIMIT_MILLISECONDS);
	return { file: file.map(counted, { signal }), isTooLarge: () => bytes > mostBytes };
}

/** The bytes of a short answer that arrives as a stream; empty if it is too long, too slow or broken off. */
export async function readSmallFile(file: FileStream): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	const read = async () => {
		for await (const chunk of boundedFile(file, MOST_REFUSAL_BYTES).file) {
			if (chunk instanceof Uint8Array) chunks.push(chunk);
		}
	};
	try {
		await withinTime(REFUSAL_TIME_LIMIT_MILLISECONDS, read());
		return Buffer.concat(chunks);
	} catch {
		return Buffer.alloc(0);
	} finally {
		file.destroy();
	}
}
