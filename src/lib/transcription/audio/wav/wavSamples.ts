import type { WavEncoding } from './readWavHeader.js';

type ReadSample = (view: DataView, at: number) => number;

/** How many bytes a sample has, and how it is read as a number of full scale from -1 to 1. */
export const wavEncodings: Readonly<Record<WavEncoding, { readonly bytes: number; readonly read: ReadSample }>> = {
	u8: { bytes: 1, read: (view, at) => (view.getUint8(at) - 128) / 128 },
	s16: { bytes: 2, read: (view, at) => view.getInt16(at, true) / 2 ** 15 },
	s24: { bytes: 3, read: (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23 },
	s32: { bytes: 4, read: (view, at) => view.getInt32(at, true) / 2 ** 31 },
	f32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
	f64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
	'a-law': { bytes: 1, read: (view, at) => aLaw(view.getUint8(at)) },
	'mu-law': { bytes: 1, read: (view, at) => muLaw(view.getUint8(at)) }
};

/** ITU-T G.711, A-law: a sign, three bits of exponent, four of mantissa, every other bit inverted. */
function aLaw(byte: number): number {
	const bits = byte ^ 0x55;
	const exponent = (bits >> 4) & 7;
	const mantissa = ((bits & 15) << 4) + 8;
	const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
	return (bits & 0x80 ? magnitude : -magnitude) / 2 ** 15;
}

/** ITU-T G.711, µ-law: the same parts, all bits inverted, over a bias of 132. */
function muLaw(byte: number): number {
	const bits = ~byte & 0xff;
	const magnitude = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
	return (bits & 0x80 ? -magnitude : magnitude) / 2 ** 15;
}
