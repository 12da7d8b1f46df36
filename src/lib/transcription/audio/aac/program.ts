/**
 * Decodes the AAC sound of a file: `node program.js FILE` writes float32 samples, 16 kHz mono, to the standard output, and what is
 * damaged, a line each, to the standard error.
 *
 * It is a program of its own, and @audio/decode-aac an optional dependency, because that package contains FAAD2 and so is under the
 * GPL 2: the two are used side by side, neither is part of the other. Nothing else may import this file or that package.
 */
import { once } from 'node:events';
import { decoder as createDecoder } from '@audio/decode-aac';
import { decodePackets, type PacketDecoder, readPackets } from '#lib/transcription/audio/decodePackets';
import { openContainer } from '#lib/transcription/audio/openContainer';
import type { OnDamage } from '#lib/transcription/audio/Sound';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { toWhisperRate } from '#lib/transcription/audio/toWhisperRate';
import { adtsFrames } from './adtsFrames.js';

/** Without `config` the packets bring it along, as in ADTS streams. */
async function createAacDecoder(config: Uint8Array | undefined, firstTimestamp: number, onDamage: OnDamage): Promise<PacketDecoder> {
	const gapless = { start: Math.max(0, -firstTimestamp) };
	const decoder = await createDecoder(config === undefined ? {} : { asc: config, gapless });
	const decode = (packets: Uint8Array[]) => decoder.decode(config === undefined ? Buffer.concat(packets) : packets);
	// The first packet gives nothing: its sound comes with the second.
	let expectedFailures = 1;
	let length = 0;
	let rate = sampleRate;
	return {
		*decode(packets) {
			if (packets.length === 0) return;
			const sound: ReturnType<typeof decode> & { readonly errors?: number } = decode(packets);
			const { channelData: channels, errors = packets.length } = sound;
			const failures = errors - expectedFailures;
			expectedFailures = 0;
			if (channels[0] !== undefined) {
				rate = sound.sampleRate;
				length = channels[0].length / (packets.length - errors);
				yield { channels, rate };
			}
			if (failures <= 0) return;
			onDamage(new Error('packets cannot be decoded'));
			// What comes after them keeps its time.
			yield { channels: [new Float32Array(failures * length)], rate };
		},
		free: () => decoder.free()
	};
}

const [file = ''] = process.argv.slice(2);
const container = await openContainer(file, file);
if (container === undefined) throw new Error(`${file} is no container`);
const onDamage = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
const { track, description, format } = container;
const decoder = createAacDecoder(description, await track.getFirstTimestamp(), onDamage);
const packets = format === 'ADTS' ? adtsFrames(file, onDamage) : readPackets(container, onDamage);
for await (const samples of toWhisperRate(decodePackets(packets, decoder, onDamage))) {
	const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
	if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}
container.close();
