const speaks = 0.5;
/** Of a passage, pauses included, somebody must speak for this share … */
const leastShare = 0.25;
/** … or, where the passage's times are wide, for as long as the fastest speaker takes for a character. */
const leastSecondsPerCharacter = 0.025;

/** When somebody speaks in a window. */
export class Voice {
	/** @param probabilities 0 to 1, one after the other, each for `step` seconds */
	public constructor(
		private readonly probabilities: readonly number[],
		private readonly step: number
	) {}

	/** Whether a text can have been spoken between two times, in seconds. */
	public canHaveSaid(text: string, start: number, end: number): boolean {
		const passage = this.probabilities.slice(Math.floor(start / this.step), Math.max(1, Math.ceil(end / this.step)));
		const spoken = passage.filter((probability) => probability >= speaks).length * this.step;
		return spoken > 0 && (spoken >= leastShare * (end - start) || spoken >= leastSecondsPerCharacter * text.length);
	}
}
