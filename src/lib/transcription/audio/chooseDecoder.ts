import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { MPEGDecoder } from 'mpg123-decoder';
import { decodeAac, hasAacDecoder } from './aac/decodeAac.js';
import { decodeBytes } from './decodeBytes.js';
import { decodePackets, readPackets } from './decodePackets.js';
import type { FilePart } from './oggLinks.js';
import type { Container } from './openContainer.js';
import { createMp3Decoder, createOpusDecoder } from './packetDecoders.js';
import type { OnDamage, Sound } from './Sound.js';
import { toWhisperRate } from './toWhisperRate.js';

/** @returns 16 kHz mono */
export type Decode = (options: {
	readonly signal: AbortSignal;
	readonly onDamage: OnDamage;
}) => AsyncGenerator<Float32Array, void, undefined>;

type Sounds = (onDamage: OnDamage) => AsyncIterable<Sound>;

/**
 * How what is in a container is decoded without any other program; undefined where that needs ffmpeg.
 *
 * @param part of the file, where the container is not all of it
 */
export function chooseDecoder(path: string, container: Container, part?: FilePart): Decode | undefined {
	if (container.codec === 'aac' && hasAacDecoder()) return ({ signal, onDamage }) => decodeAac(path, signal, onDamage);
	const sounds = chooseSounds(path, container, part);
	return sounds === undefined ? undefined : ({ onDamage }) => toWhisperRate(sounds(onDamage));
}

function chooseSounds(path: string, container: Container, part: FilePart | undefined): Sounds | undefined {
	const { format, codec, description, channels } = container;
	if (format === 'FLAC') return (onDamage) => decodeBytes(path, new FLACDecoder(), onDamage);
	if (format === 'Ogg' && codec === 'vorbis') return (onDamage) => decodeBytes(path, new OggVorbisDecoder(), onDamage, part);
	if (format === 'MP3') return (onDamage) => decodeBytes(path, new MPEGDecoder(), onDamage);
	if (codec === 'mp3') return (onDamage) => decodePackets(readPackets(container, onDamage), createMp3Decoder(onDamage), onDamage);
	if (codec === 'opus')
		return (onDamage) => decodePackets(readPackets(container, onDamage), createOpusDecoder(description, channels, onDamage), onDamage);
	return undefined;
}
