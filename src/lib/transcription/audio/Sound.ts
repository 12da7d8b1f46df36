/** A stretch of sound as a decoder gives it. */
export interface Sound {
	/** One per channel, all of the same length, full scale from -1 to 1. */
	readonly channels: readonly Float32Array[];
	/** Samples per second in each channel. */
	readonly rate: number;
}

/** Called when a part of a recording is missing or cannot be decoded; what follows it may still be heard. */
export type OnDamage = (error: unknown) => void;
