import { sampleRate } from '#lib/transcription/audio/sampleRate';

const headerBytes = 44;

/** Samples as a WAV file: 16 kHz, mono, 16 bits. */
export function encodeWav(samples: Float32Array): Uint8Array {
	const file = Buffer.alloc(headerBytes + 2 * samples.length);
	file.write('RIFF', 0, 'latin1');
	file.writeUInt32LE(file.length - 8, 4);
	file.write('WAVEfmt ', 8, 'latin1');
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(sampleRate, 24);
	file.writeUInt32LE(2 * sampleRate, 28);
	file.writeUInt16LE(2, 32);
	file.writeUInt16LE(16, 34);
	file.write('data', 36, 'latin1');
	file.writeUInt32LE(2 * samples.length, 40);
	const pcm = new Int16Array(samples.length);
	for (let index = 0; index < samples.length; index++) {
		pcm[index] = Math.max(-32_768, Math.min(32_767, Math.round((samples[index] ?? 0) * 32_768)));
	}
	file.set(new Uint8Array(pcm.buffer), headerBytes);
	return file;
}
