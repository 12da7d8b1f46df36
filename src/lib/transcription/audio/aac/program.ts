/**
 * Decodes the AAC sound of a file: `node program.js FILE` writes float32 samples, 16 kHz mono, to the standard output, and what is
 * damaged, a line each, to the standard error.
 *
 * It is a program of its own, and @audio/decode-aac an optional dependency, because that package contains FAAD2 and so is under the
 * GPL 2: the two are used side by side, neither is part of the other. Nothing else may import this file or that package.
 */
import { once } from 'node:events';
import { decoder as createDecoder } from '@audio/decode-aac';
import { decodePackets, type PacketDecoder } from '#lib/transcription/audio/decodePackets';
import { openContainer } from '#lib/transcription/audio/openContainer';
import { toWhisperRate } from '#lib/transcription/audio/toWhisperRate';

/** Without `config` the packets bring it along, as in ADTS streams. */
async function createAacDecoder(config: Uint8Array | undefined, firstTimestamp: number): Promise<PacketDecoder> {
	const gapless = { start: Math.max(0, -firstTimestamp) };
	const decoder = await createDecoder(config === undefined ? {} : { asc: config, gapless });
	const decode = (packets: Uint8Array[]) => decoder.decode(config === undefined ? Buffer.concat(packets) : packets);
	return {
		*decode(packets) {
			const { channelData, sampleRate } = decode(packets);
			if (channelData.length > 0) yield { channels: channelData, rate: sampleRate };
		},
		free: () => decoder.free()
	};
}

const [file = ''] = process.argv.slice(2);
const container = await openContainer(file, file);
if (container === undefined) throw new Error(`${file} is no container`);
const decoder = createAacDecoder(container.description, await container.track.getFirstTimestamp());
const onDamage = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
for await (const samples of toWhisperRate(decodePackets(container.track, decoder, onDamage))) {
	const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
	if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}
container.close();
