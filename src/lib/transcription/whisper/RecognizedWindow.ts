/** What was heard in one window. Plain data: it crosses process boundaries and is stored. */
export interface RecognizedWindow {
	/** Whisper's code of the language, `en`, `de`, `haw`: heard, or the one that was asked for. */
	readonly language: string;
	/** 0 to 1; 1 where the language was given or the model knows only one. */
	readonly languageProbability: number;
	readonly segments: readonly RecognizedSegment[];
}

export interface RecognizedSegment {
	/** Seconds from the beginning of the window. */
	readonly start: number;
	/** Seconds from the beginning of the window. */
	readonly end: number;
	readonly text: string;
	/** 0 to 1: the geometric mean of the probabilities of its tokens. */
	readonly confidence: number;
	/** Why this must not be quoted, scored or indexed. */
	readonly unreliable?: Unreliability;
}

export type Unreliability = 'no-speech' | 'repetition' | 'low-probability';
