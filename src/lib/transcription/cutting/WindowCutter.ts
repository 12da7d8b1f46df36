import { sampleRate } from '#lib/transcription/audio/sampleRate';

/** A piece of a recording that the model hears at once. Plain data. */
export interface AudioWindow {
	/** Counted from 0, without gaps. */
	readonly index: number;
	/** Seconds from the beginning of the recording. */
	readonly start: number;
	/** 16 kHz mono, at most 30 s. */
	readonly samples: Float32Array;
}

/** Loudness is measured over 10 ms. */
export const frameSamples = sampleRate / 100;
const frames = (seconds: number): number => seconds * 100;

/** What the model can hear at once. */
const longest = frames(30);
/** Nobody speaks more quietly: a mean square of -60 dB of full scale. */
const silence = 1e-6;
/** Silence left around what is heard, so that no word loses its edge. */
const margin = frames(0.3);
/** After so much silence a window ends, however short it is. */
const longSilence = frames(5);
/** A full window is cut in its second half, where this much around the cut is quietest: the gap between two words is shorter. */
const earliestCut = frames(15);
const pause = frames(0.4);

/** Cuts a recording, frame by frame. Remembers at most 30 s. */
export class WindowCutter {
	private readonly samples = new Float32Array(longest * frameSamples);
	private readonly energies = new Float64Array(longest);
	/** Frames in memory, and how many of them at the end are silent. */
	private length = 0;
	private quiet = 0;
	/** Frames and windows that have left the memory. */
	private passed = 0;
	private index = 0;

	/** @param frame 10 ms; the last of a recording is filled up with zeros */
	public *push(frame: Float32Array): Generator<AudioWindow> {
		const energy = meanSquare(frame);
		this.samples.set(frame, this.length * frameSamples);
		this.energies[this.length] = energy;
		this.length++;
		this.quiet = energy < silence ? this.quiet + 1 : 0;
		if (this.quiet === this.length) this.forget(this.length - margin);
		else if (this.quiet >= longSilence) yield this.take(this.length);
		else if (this.length === longest) yield this.take(this.quietestFrame());
	}

	/** What is left at the end of a recording. */
	public *finish(): Generator<AudioWindow> {
		if (this.quiet < this.length) yield this.take(this.length);
	}

	/** The window before `cut`, without the silence at its end. What comes after stays, without the silence at its beginning. */
	private take(cut: number): AudioWindow {
		const end = Math.min(cut, this.lastSoundBefore(cut) + 1 + margin);
		const window = { index: this.index++, start: this.passed / frames(1), samples: this.samples.slice(0, end * frameSamples) };
		this.forget(cut === this.length ? end : cut);
		this.forget(this.firstSound() - margin);
		return window;
	}

	private quietestFrame(): number {
		let sum = 0;
		let best = earliestCut;
		let least = Number.POSITIVE_INFINITY;
		for (let frame = earliestCut - pause; frame < longest; frame++) {
			sum += (this.energies[frame] ?? 0) - (frame < earliestCut ? 0 : (this.energies[frame - pause] ?? 0));
			if (frame >= earliestCut && sum <= least) {
				least = sum;
				best = frame + 1 - pause / 2;
			}
		}
		return best;
	}

	private firstSound(): number {
		const first = this.energies.subarray(0, this.length).findIndex((energy) => energy >= silence);
		return first === -1 ? this.length : first;
	}

	private lastSoundBefore(cut: number): number {
		return this.energies.subarray(0, cut).findLastIndex((energy) => energy >= silence);
	}

	/** Lets the first frames go. */
	private forget(count: number): void {
		if (count <= 0) return;
		this.samples.copyWithin(0, count * frameSamples, this.length * frameSamples);
		this.energies.copyWithin(0, count, this.length);
		this.passed += count;
		this.length -= count;
		this.quiet = Math.min(this.quiet, this.length);
	}
}

function meanSquare(frame: Float32Array): number {
	let sum = 0;
	for (const sample of frame) sum += sample * sample;
	return sum / frame.length;
}
