import libsamplerate from '@alexanderolsen/libsamplerate-js';
import { sampleRate } from './sampleRate.js';

/** Rates that libsamplerate can start from. */
export function canResample(rate: number): boolean {
	return rate >= 1000 && rate <= 192_000;
}

/** What libsamplerate is given at once. */
const sliceSamples = 32_768;

/**
 * Mono sound of any rate from 1 to 192 kHz at 16 kHz, without delay. The filter is band-limited: what lies above 8 kHz is gone, not
 * folded down among the voices. However the input is cut into blocks, the output is the same.
 */
export class Resampler {
	private taken = 0;
	private given = 0;

	private constructor(
		public readonly rate: number,
		private readonly converter: Awaited<ReturnType<typeof libsamplerate.create>> | undefined
	) {}

	public static async create(rate: number): Promise<Resampler> {
		if (rate === sampleRate) return new Resampler(rate, undefined);
		const converterType = libsamplerate.ConverterType.SRC_SINC_FASTEST;
		return new Resampler(rate, await libsamplerate.create(1, rate, sampleRate, { converterType }));
	}

	public *push(samples: Float32Array): Generator<Float32Array> {
		if (this.converter === undefined) {
			yield samples;
			return;
		}
		for (let at = 0; at < samples.length; at += sliceSamples) {
			const slice = samples.subarray(at, at + sliceSamples);
			const resampled = this.converter.full(slice).slice();
			this.taken += slice.length;
			this.given += resampled.length;
			yield resampled;
		}
	}

	/** What is still inside the filter. */
	public *finish(): Generator<Float32Array> {
		const missing = Math.round((this.taken * sampleRate) / this.rate) - this.given;
		const [rest] = this.push(new Float32Array(Math.ceil(this.rate / 10)));
		if (this.converter !== undefined && rest !== undefined && missing > 0) yield rest.subarray(0, missing);
	}

	public free(): void {
		this.converter?.destroy();
	}
}
