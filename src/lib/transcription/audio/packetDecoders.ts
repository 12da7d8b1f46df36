import { MPEGDecoder } from 'mpg123-decoder';
import { OpusDecoder } from 'opus-decoder';
import { asSound } from './decodeBytes.js';
import type { PacketDecoder } from './decodePackets.js';
import type { OnDamage } from './Sound.js';
import { sampleRate } from './sampleRate.js';

export async function createMp3Decoder(onDamage: OnDamage): Promise<PacketDecoder> {
	const decoder = new MPEGDecoder();
	await decoder.ready;
	return { decode: (packets) => asSound(decoder.decodeFrames(packets), onDamage), free: () => decoder.free() };
}

/** @param head the stream's identification header, "OpusHead" */
export async function createOpusDecoder(head: Uint8Array | undefined, channels: number, onDamage: OnDamage): Promise<PacketDecoder> {
	// Opus can be decoded at Whisper's rate straight away.
	const decoder = new OpusDecoder({ sampleRate, ...(head === undefined ? { channels } : readOpusHead(head)) });
	await decoder.ready;
	return { decode: (packets) => asSound(decoder.decodeFrames(packets), onDamage), free: () => decoder.free() };
}

/** Source: RFC 7845, section 5.1. */
function readOpusHead(head: Uint8Array): ConstructorParameters<typeof OpusDecoder<typeof sampleRate>>[0] {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	const [channels, preSkip, mappingFamily] = [view.getUint8(9), view.getUint16(10, true), view.getUint8(18)];
	if (mappingFamily === 0) return { channels, preSkip };
	const channelMappingTable = [...head.subarray(21, 21 + channels)];
	return { channels, preSkip, streamCount: view.getUint8(19), coupledStreamCount: view.getUint8(20), channelMappingTable };
}
