import type { Preparation } from './recognition/Recognizer.js';
import type { Unreliability } from './whisper/RecognizedWindow.js';

/** Of a window: as much as Whisper hears at once. */
const longestWindowSeconds = 30;
/** Windows that are recognized together. One chunk is what a crash costs. */
export const windowsPerChunk = 4;
/** At most. */
export const secondsPerChunk = windowsPerChunk * longestWindowSeconds;

/** What happens while a recording is transcribed. Plain data: it crosses process boundaries. */
export type SpeechEvent =
	/** A model is fetched or loaded; may come several times, before anything else. */
	| ({ readonly type: 'preparing' } & Preparation)
	/** The recording is open. `seconds`: its length, where it says so; a header may lie. */
	| { readonly type: 'opened'; readonly seconds?: number }
	| ({ readonly type: 'chunk' } & SpeechChunk)
	/** The last one: how long the recording is, and what was wrong with it. */
	| { readonly type: 'ended'; readonly chunks: number; readonly seconds: number; readonly notices: readonly string[] };

/** A part of a recording, recognized. */
export type SpeechChunk = {
	/** Counted from 0, without gaps. The same recording has the same chunks. */
	readonly index: number;
	/** Everything before this time (in seconds) is done. */
	readonly until: number;
	readonly segments: readonly SpokenSegment[];
	/** The model of this machine that recognized it in the place of a service, and why. */
	readonly instead?: { readonly model: string; readonly because: string };
};

export type SpokenSegment = {
	/** Seconds from the beginning of the recording. */
	readonly start: number;
	/** Seconds from the beginning of the recording. */
	readonly end: number;
	readonly text: string;
	/** Whisper's code of what is spoken, `en`; `und` where nobody knows. */
	readonly language: string;
	/** 0 to 1, where the engine says so. */
	readonly confidence?: number;
	/** Why this must not be quoted, scored or indexed. */
	readonly unreliable?: Unreliability;
};
