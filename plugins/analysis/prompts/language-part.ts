import type { Prompt } from 'autointel';

/** The names, the key phrases and the tone of one part of a transcript. */
export const languagePart: Prompt = {
	name: 'language-part',
	version: 1,
	instructions: [
		'You are given one part of a transcript: each line has its number in brackets, then the words; where the speaker changes, his or her name comes first.',
		'',
		'"names": people, organisations, places, dates, sums of money and percentages that are mentioned in the words, each once, written exactly as in the transcript.',
		'"phrases": up to fifteen words or short phrases that say what the part is about, the most telling first, written exactly as in the transcript. No names of people, no whole sentences.',
		'"tone": how the words sound on the whole, from -1 (hostile, sad, afraid) over 0 (neutral) to 1 (friendly, glad, hopeful). Judge the wording alone, not the person and not whether it is right.',
		'"strongest": up to six passages with the strongest tone of either kind: the number of the line, its words exactly as they stand there, without the number and the speaker, and their tone from -1 to 1. None where everything is neutral.'
	].join('\n')
};
