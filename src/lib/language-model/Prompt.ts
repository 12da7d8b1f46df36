/**
 * What a model is asked to do. A prompt lies in a file of its own (`prompts` of a plugin) and carries no word of any source: those are
 * handed over as data. Raise `version` with every change of the wording, so that a report can say by which words it was made.
 */
export interface Prompt {
	/** As in `briefing-chapters`. */
	readonly name: string;
	readonly version: number;
	/** English. The language of the answer and the rules about data are added to it. */
	readonly instructions: string;
}
