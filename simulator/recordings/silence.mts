const samplesPerSecond = 8_000;
const headerBytes = 44;
const silentSample = 0x80;

/**
 * A WAV file of silence: one channel of 8-bit samples.
 * http://soundfile.sapp.org/doc/WaveFormat/
 */
export function silence(seconds: number): Buffer {
	const sampleBytes = samplesPerSecond * seconds;
	const file = Buffer.alloc(headerBytes + sampleBytes, silentSample);
	file.write('RIFF', 0);
	file.writeUInt32LE(headerBytes - 8 + sampleBytes, 4);
	file.write('WAVEfmt ', 8);
	file.writeUInt32LE(16, 16); // The size of the rest of the format chunk
	file.writeUInt16LE(1, 20); // Uncompressed samples
	file.writeUInt16LE(1, 22); // Channels
	file.writeUInt32LE(samplesPerSecond, 24);
	file.writeUInt32LE(samplesPerSecond, 28); // Bytes a second
	file.writeUInt16LE(1, 32); // Bytes a sample, of all channels
	file.writeUInt16LE(8, 34); // Bits a sample
	file.write('data', 36);
	file.writeUInt32LE(sampleBytes, 40);
	return file;
}
