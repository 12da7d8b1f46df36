import type { FileHandle } from 'node:fs/promises';

/** Where the samples of a WAV file lie and how they are written. */
export interface WavHeader {
	readonly encoding: WavEncoding;
	readonly channels: number;
	readonly rate: number;
	/** Bytes from the beginning of the file. */
	readonly start: number;
	/** Bytes. More than the file has, when its end is missing. */
	readonly length: number;
}

export type WavEncoding = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64' | 'a-law' | 'mu-law';

const byTagAndBits: Readonly<Record<string, WavEncoding>> = {
	'1/8': 'u8',
	'1/16': 's16',
	'1/24': 's24',
	'1/32': 's32',
	'3/32': 'f32',
	'3/64': 'f64',
	'6/8': 'a-law',
	'7/8': 'mu-law'
};

const extensible = 0xfffe;
/** More than any recorder writes, and than a call has memory for. */
const mostChannels = 64;
/** Before the samples; a file of nothing but empty ones would be read for hours. */
const mostChunks = 1000;
/** A recorder that could not go back to its header leaves one of these for the length. */
const unknownLengths = [0, 0xffffffff];

/**
 * Reads the chunks of a WAV file up to its samples. A length that cannot be right, because what comes after is no chunk either, is not
 * believed: the samples then go on to the end of the file.
 *
 * @returns undefined for what is no WAV file with samples that we can read
 */
export async function readWavHeader(file: FileHandle): Promise<WavHeader | undefined> {
	const { size } = await file.stat();
	const riff = await readAt(file, 0, 12);
	if (!['RIFF', 'RF64'].includes(ascii(riff, 0)) || ascii(riff, 8) !== 'WAVE') return undefined;
	let format: Pick<WavHeader, 'encoding' | 'channels' | 'rate'> | undefined;
	let longLength: number | undefined;
	for (let at = 12, chunks = 0; at + 8 <= size && chunks < mostChunks; chunks++) {
		const chunk = await readAt(file, at, 8);
		const name = ascii(chunk, 0);
		const length = chunk.getUint32(4, true);
		const start = at + 8;
		if (name === 'fmt ') format = readFormat(await readAt(file, start, Math.min(length, 40)));
		if (name === 'ds64') longLength = readLongLength(await readAt(file, start, Math.min(length, 24)));
		if (name === 'data') {
			const believed = await believe(file, start, longLength ?? length, size);
			return format === undefined ? undefined : { ...format, start, length: believed };
		}
		at = start + length + (length % 2);
	}
	return undefined;
}

function readFormat(chunk: DataView): Pick<WavHeader, 'encoding' | 'channels' | 'rate'> | undefined {
	if (chunk.byteLength < 16) return undefined;
	const declared = chunk.getUint16(0, true);
	const tag = declared === extensible && chunk.byteLength >= 26 ? chunk.getUint16(24, true) : declared;
	const encoding = byTagAndBits[`${tag}/${chunk.getUint16(14, true)}`];
	const channels = chunk.getUint16(2, true);
	const rate = chunk.getUint32(4, true);
	if (encoding === undefined || channels === 0 || channels > mostChannels || rate === 0) return undefined;
	return { encoding, channels, rate };
}

/** RF64 files have their length in 64 bits, after that of the whole file. */
function readLongLength(chunk: DataView): number | undefined {
	return chunk.byteLength < 16 ? undefined : Number(chunk.getBigUint64(8, true));
}

async function believe(file: FileHandle, start: number, length: number, size: number): Promise<number> {
	if (unknownLengths.includes(length)) return size - start;
	const next = start + length + (length % 2);
	if (next + 8 > size) return length;
	const name = ascii(await readAt(file, next, 8), 0);
	return /^[A-Za-z0-9 _]{4}$/.test(name) ? length : size - start;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<DataView> {
	const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position);
	return new DataView(buffer.buffer, 0, bytesRead);
}

function ascii(view: DataView, at: number): string {
	return view.byteLength < at + 4 ? '' : Buffer.from(view.buffer, at, 4).toString('latin1');
}
