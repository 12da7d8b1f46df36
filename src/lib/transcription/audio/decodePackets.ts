import { EncodedPacketSink, type InputAudioTrack } from 'mediabunny';
import type { OnDamage, Sound } from './Sound.js';

/** What decoders have in common that are given one packet after the other. */
export interface PacketDecoder {
	decode(packets: Uint8Array[]): Iterable<Sound>;
	free(): void;
}

/** Enough that a call is worth it, and half a second of sound at most. */
const packetsPerCall = 24;

/** Decodes packets, several at a time. */
export async function* decodePackets(
	source: AsyncIterable<Uint8Array[]>,
	creation: Promise<PacketDecoder>,
	onDamage: OnDamage
): AsyncGenerator<Sound, void, undefined> {
	const decoder = await creation;
	try {
		for await (const packets of source) yield* decoder.decode(packets);
	} catch (error) {
		onDamage(error);
	} finally {
		decoder.free();
	}
}

/** The packets of a track, as far as the file goes. */
export async function* readPackets(track: InputAudioTrack, onDamage: OnDamage): AsyncGenerator<Uint8Array[], void, undefined> {
	let packets: Uint8Array[] = [];
	try {
		for await (const packet of new EncodedPacketSink(track).packets()) {
			if (packets.push(packet.data) < packetsPerCall) continue;
			yield packets;
			packets = [];
		}
	} catch (error) {
		onDamage(error);
	}
	if (packets.length > 0) yield packets;
}
