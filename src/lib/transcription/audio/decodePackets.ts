import { EncodedPacketSink } from 'mediabunny';
import type { Container } from './openContainer.js';
import type { OnDamage, Sound } from './Sound.js';
import { sampleRate } from './sampleRate.js';

/** What decoders have in common that are given one packet after the other. */
export interface PacketDecoder {
	decode(packets: Uint8Array[]): Iterable<Sound>;
	free(): void;
}

/** Packets that follow one another. */
export interface Stretch {
	readonly packets: Uint8Array[];
	/** When the first one is heard, in seconds from the beginning of the file; undefined where packets have no times. */
	readonly at?: number;
}

/** Enough that a call is worth it, and half a second of sound at most. */
const packetsPerCall = 24;

/** Seconds in which nothing is heard. Less is the delay of a decoder; more is not believed, but taken for a wrong time. */
const shortestGap = 0.25;
const longestGap = 600;
/** Pauses that were left out are shorter, in seconds. */
const longestPause = 5;

/** Decodes packets, with silence where there are none, or they cannot be decoded, so that all is heard at its time. */
export async function* decodePackets(
	stretches: AsyncIterable<Stretch>,
	creation: Promise<PacketDecoder>,
	onDamage: OnDamage
): AsyncGenerator<Sound, void, undefined> {
	const decoder = await creation;
	let heard = 0;
	try {
		for await (const { packets, at = heard } of stretches) {
			const gap = at - heard;
			if (gap >= shortestGap && gap <= longestGap) {
				if (gap > longestPause && heard > 0) onDamage(new Error('packets are missing'));
				heard = at;
				yield* silence(gap);
			}
			for (const sound of decoder.decode(packets)) {
				heard += (sound.channels[0]?.length ?? 0) / sound.rate;
				yield sound;
			}
		}
	} catch (error) {
		onDamage(error);
	} finally {
		decoder.free();
	}
}

/** The packets of a track, as far as the file goes. */
export async function* readPackets({ track, start }: Container, onDamage: OnDamage): AsyncGenerator<Stretch, void, undefined> {
	let packets: Uint8Array[] = [];
	let at = 0;
	let last = 0;
	try {
		for await (const { data, timestamp } of new EncodedPacketSink(track).packets()) {
			const now = timestamp - start;
			if (packets.length === packetsPerCall || (packets.length > 0 && now - last >= shortestGap)) {
				yield { packets, at };
				packets = [];
			}
			if (packets.length === 0) at = now;
			packets.push(data);
			last = now;
		}
	} catch (error) {
		onDamage(error);
	}
	if (packets.length > 0) yield { packets, at };
}

function* silence(seconds: number): Generator<Sound> {
	for (let rest = Math.round(seconds * sampleRate); rest > 0; rest -= sampleRate) {
		yield { rate: sampleRate, channels: [new Float32Array(Math.min(rest, sampleRate))] };
	}
}
