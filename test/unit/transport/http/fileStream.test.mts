import { Readable } from 'node:stream';

import type { IExecuteFunctions } from 'n8n-workflow';

import {
	isFileStream,
	readSmallFile,
	storedFile,
} from '../../../../nodes/RingCentralCallControl/transport/http/fileStream.ts';

/** The chunks of a file that n8n has stored. */
const kept: Buffer[] = [];
const context: IExecuteFunctions = Object.assign(Object.create(null), {
	getNode: () => ({
		id: '1',
		name: 'Node',
		type: 'node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	}),
	helpers: {
		async prepareBinaryData(file: Readable, fileName: string, mimeType: string) {
			for await (const piece of file) kept.push(Buffer.from(piece));
			return { data: '', fileName, mimeType };
		},
	},
});

const words = { fileName: 'recording-1.mp3', mimeType: 'audio/mpeg', itemIndex: 0 };

/** Endless chunks of a thousand bytes. */
function endless(): Readable {
	return Readable.from(
		(function* () {
			for (;;) yield Buffer.alloc(1_000);
		})(),
	);
}

beforeEach(() => {
	kept.length = 0;
});

it('passes on a file unchanged', async () => {
	const file = Readable.from([Buffer.from('RI'), Buffer.from('FF')]);

	await expect(storedFile(context, file, words)).resolves.toMatchObject({
		fileName: 'recording-1.mp3',
		mimeType: 'audio/mpeg',
	});

	expect(Buffer.concat(kept).toString()).toBe('RIFF');
});

it('reads no more than the limit of a file', async () => {
	const file = endless();

	await expect(storedFile(context, file, words, 5_000)).rejects.toMatchObject({
		message: 'The file is larger than 0.005 MB, the most that is read [item 0]',
		description: 'Download it from RingCentral itself.',
	});

	expect(kept.length).toBeLessThanOrEqual(5);
	expect(file.destroyed).toBe(true);
});

it('stores a file of exactly the limit', async () => {
	const file = Readable.from([Buffer.alloc(2_000), Buffer.alloc(3_000)]);

	await storedFile(context, file, words, 5_000);

	expect(Buffer.concat(kept)).toHaveLength(5_000);
});

it('ends the download of a file that n8n does not store', async () => {
	const file = endless();
	const refusing: IExecuteFunctions = Object.assign(Object.create(context), {
		helpers: { prepareBinaryData: async () => await Promise.reject(new Error('The disk is full')) },
	});

	await expect(storedFile(refusing, file, words)).rejects.toMatchObject({
		message:
			'The file broke off before its end, took longer than ten minutes, or found no room in n8n [item 0]',
		description:
			"Nothing of it was kept. Check n8n's network and its storage of files, then try again.",
	});

	expect(file.destroyed).toBe(true);
});

it('reports that a file broke off', async () => {
	const file = new Readable({
		read() {
			this.push(Buffer.alloc(10));
			this.destroy(new Error('aborted'));
		},
	});

	await expect(storedFile(context, file, words)).rejects.toThrow('broke off before its end');
});

it('reads a refusal from a stream, up to the size of a refusal', async () => {
	const refusal = Readable.from([Buffer.from('{"errorCode":'), Buffer.from('"CMN-102"}')]);

	expect((await readSmallFile(refusal)).toString()).toBe('{"errorCode":"CMN-102"}');
	expect(await readSmallFile(endless())).toHaveLength(0);
});

const act = () => undefined;

it.each([
	undefined,
	null,
	'text',
	{},
	Buffer.from('RIFF'),
	[],
	{ pipe: true, destroy: true },
	{ pipe: act },
	{ destroy: act },
])('does not take %p for a stream', (value) => {
	expect(isFileStream(value)).toBe(false);
	expect(isFileStream(Readable.from([]))).toBe(true);
});
