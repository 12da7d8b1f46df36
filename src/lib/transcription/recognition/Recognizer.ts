import type { ModelAccount } from '#lib/language-model/ModelAccount';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import type { Unreliability } from '#lib/transcription/whisper/RecognizedWindow';

/** What recognizes speech. Plain data. */
export interface SpeechEngine {
	/** `whisper`: on this machine. `remote`: a service. */
	readonly engine: 'whisper' | 'remote';
	/** As people know it: `onnx-community/whisper-base`. */
	readonly model: string;
	/** Two engines of the same identity hear the same: part of the key of whatever is kept of their work. */
	readonly identity: string;
}

export interface RecognitionOptions {
	/** What is spoken: a BCP 47 tag. Unset: it is recognized. */
	readonly language?: string | undefined;
	/** `translate`: into English. */
	readonly task: 'transcribe' | 'translate';
	/** Names and terms that may come up. */
	readonly glossary: readonly string[];
	/** Who pays, where it costs. Unset: nothing is counted. */
	readonly account?: SpeechAccount | undefined;
}

/** Keeps what was heard in a window, together with what that has cost. */
export type SpeechAccount = Pick<ModelAccount<HeardWindow>, 'recall' | 'reserve' | 'keep' | 'release' | 'reached'>;

/** What was heard in one window. Services do not always say how sure they are; a RecognizedWindow is one of these. */
export interface HeardWindow {
	/** Whisper's code, `en`; `und` where nobody knows. */
	readonly language: string;
	readonly segments: readonly HeardSegment[];
}

export interface HeardSegment {
	/** Seconds from the beginning of the window. */
	readonly start: number;
	/** Seconds from the beginning of the window. */
	readonly end: number;
	readonly text: string;
	/** 0 to 1. */
	readonly confidence?: number;
	/** Why this must not be quoted, scored or indexed. */
	readonly unreliable?: Unreliability;
}

/** How far the preparations are. */
export interface Preparation {
	/** A few words for people. */
	readonly note: string;
	/** 0 to 1. */
	readonly fraction?: number;
}

/** Turns windows into words, on this machine or elsewhere. */
export interface Recognizer {
	readonly engine: SpeechEngine;
	/** As many calls of `recognize` as are of use at the same time. */
	readonly concurrency: number;
	/** Gets everything that `recognize` needs. @throws {AutointelError} when it cannot be had */
	prepare(signal: AbortSignal, onNews: (news: Preparation) => void): Promise<void>;
	/** One result per window, in order. @throws {AutointelError}; the reason of `signal` */
	recognize(windows: readonly AudioWindow[], options: RecognitionOptions, signal: AbortSignal): Promise<readonly HeardWindow[]>;
	close(): Promise<void>;
}
