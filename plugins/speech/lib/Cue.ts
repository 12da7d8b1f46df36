/** What a subtitle file shows at one time, and in whose voice. Styling is gone and entities are decoded; lines stand as in the file. */
export interface Cue {
	/** Seconds. */
	readonly start: number;
	/** Seconds. */
	readonly end: number;
	readonly voices: readonly CueVoice[];
}

export interface CueVoice {
	readonly speaker?: string | undefined;
	/** Trimmed, none of them empty. */
	readonly lines: readonly string[];
}
