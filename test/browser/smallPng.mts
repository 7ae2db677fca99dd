import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * Pictures of pages have few colours: with a palette they take a third of the space.
 * https://www.w3.org/TR/png-3/
 */

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColours = 256;
const textKeyword = 'Words';

interface Image {
	width: number;
	height: number;
	/** One number a pixel, 0xRRGGBB, row by row. */
	pixels: Uint32Array;
}

/**
 * The same picture with its 256 most frequent colours, and a text that comes along.
 *
 * @param png of eight bits a channel without transparency, as browsers take screenshots
 * @throws {Error} for any other PNG
 */
export function smallPng(png: Buffer, text: string): Buffer {
	const { width, height, pixels } = decode(png);
	const palette = mostFrequent(pixels);
	const places = new Map(palette.map((colour, place) => [colour, place]));
	const rows = Buffer.alloc(height * (width + 1));
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const colour = pixels[y * width + x] ?? 0;
			let place = places.get(colour);
			if (place === undefined) {
				place = nearest(palette, colour);
				places.set(colour, place);
			}
			// Each row begins with its filter, which is none.
			rows[y * (width + 1) + x + 1] = place;
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Eight bits, a palette.
	header.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('tEXt', Buffer.from(`${textKeyword}\0${text}`, 'latin1')),
		chunk('PLTE', Buffer.from(palette.flatMap(channels))),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** The text in a picture made by `smallPng`. */
export function textOfPng(png: Buffer): string | undefined {
	const data = chunksOf(png).get('tEXt')?.toString('latin1');
	return data?.startsWith(`${textKeyword}\0`) ? data.slice(textKeyword.length + 1) : undefined;
}

function decode(png: Buffer): Image {
	const chunks = chunksOf(png);
	const header = chunks.get('IHDR');
	// Eight bits, red, green and blue, not interlaced.
	if (!header?.subarray(8).equals(Buffer.from([8, 2, 0, 0, 0]))) {
		throw new Error('This PNG has other channels than red, green and blue');
	}
	const width = header.readUInt32BE(0);
	const height = header.readUInt32BE(4);
	const filtered = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
	const pixels = new Uint32Array(width * height);
	let above = Buffer.alloc(width * 3);
	for (let y = 0; y < height; y += 1) {
		const start = y * (width * 3 + 1);
		const row = unfilter(
			filtered.subarray(start + 1, start + 1 + width * 3),
			above,
			filtered[start] ?? 0,
		);
		for (let x = 0; x < width; x += 1) pixels[y * width + x] = row.readUIntBE(x * 3, 3);
		above = row;
	}
	return { width, height, pixels };
}

/** https://www.w3.org/TR/png-3/#9Filters */
function unfilter(row: Buffer, above: Buffer, filter: number): Buffer<ArrayBuffer> {
	const plain = Buffer.alloc(row.length);
	for (let x = 0; x < row.length; x += 1) {
		const left = x < 3 ? 0 : (plain[x - 3] ?? 0);
		const up = above[x] ?? 0;
		let guess = 0;
		if (filter === 1) guess = left;
		else if (filter === 2) guess = up;
		else if (filter === 3) guess = (left + up) >> 1;
		else if (filter === 4) guess = paeth(left, up, x < 3 ? 0 : (above[x - 3] ?? 0));
		plain[x] = (row[x] ?? 0) + guess;
	}
	return plain;
}

function paeth(left: number, up: number, upLeft: number): number {
	const guess = left + up - upLeft;
	const toLeft = distance(guess, left);
	const toUp = distance(guess, up);
	const toUpLeft = distance(guess, upLeft);
	if (toLeft <= toUp && toLeft <= toUpLeft) return left;
	return toUp <= toUpLeft ? up : upLeft;
}

/** Without `Math`: Jest looks up globals slowly, and a picture has millions of channels. */
function distance(one: number, other: number): number {
	return one < other ? other - one : one - other;
}

function mostFrequent(pixels: Uint32Array): number[] {
	const counts = new Map<number, number>();
	for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
	return [...counts]
		.sort(([, one], [, other]) => other - one)
		.slice(0, mostColours)
		.map(([colour]) => colour);
}

function nearest(palette: readonly number[], colour: number): number {
	const wanted = channels(colour);
	const distances = palette.map((candidate) =>
		channels(candidate).reduce((sum, value, index) => sum + (value - (wanted[index] ?? 0)) ** 2, 0),
	);
	return distances.indexOf(Math.min(...distances));
}

function channels(colour: number): number[] {
	return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

/** The data of all chunks of a kind, by their kinds. */
function chunksOf(png: Buffer): Map<string, Buffer> {
	const chunks = new Map<string, Buffer>();
	for (let place = signature.length; place < png.length; ) {
		const length = png.readUInt32BE(place);
		const kind = png.toString('latin1', place + 4, place + 8);
		const data = png.subarray(place + 8, place + 8 + length);
		chunks.set(kind, Buffer.concat([chunks.get(kind) ?? Buffer.alloc(0), data]));
		place += length + 12;
	}
	return chunks;
}

function chunk(kind: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
