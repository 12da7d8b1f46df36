/** Of a passage, pauses included, somebody must speak for this share … */
const leastShare = 0.25;
/** … or, where the passage's times are wide, for as long as the fastest speaker takes for a character. */
const leastSecondsPerCharacter = 0.025;

/** A text, and where in a window it is said to have been spoken. */
export interface Passage {
	/** The whole window: 16 kHz mono. */
	readonly samples: Float32Array;
	/** Seconds from the beginning of the window. */
	readonly start: number;
	/** Seconds from the beginning of the window. */
	readonly end: number;
	readonly text: string;
}

/** Whether a passage's text can have been spoken, if somebody speaks in it for so many seconds. */
export function isEnough(spoken: number, { start, end, text }: Passage): boolean {
	return spoken > 0 && (spoken >= leastShare * (end - start) || spoken >= leastSecondsPerCharacter * text.length);
}
