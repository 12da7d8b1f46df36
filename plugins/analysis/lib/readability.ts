import { measureReading } from './english.js';
import type { Passage } from './Passage.js';

export type Readability =
	| {
			readonly readability: {
				readonly formula: 'Flesch reading ease';
				readonly score: number;
				readonly sentences: number;
				readonly wordsPerSentence: number;
			};
	  }
	| { readonly readabilityReason: string };

/** Flesch measured samples of 100 words. */
const fewestWords = 100;
/** Automatic captions come without full stops: what looks like one endless sentence cannot be measured. */
const longestSentences = 60;

export function readabilityOf(passages: readonly Passage[]): Readability {
	const { fleschReadingEase, words, sentences } = measureReading(asText(passages));
	if (words < fewestWords) return { readabilityReason: `readability needs at least ${fewestWords} words, and there are ${words}` };
	const wordsPerSentence = Math.round((words / Math.max(1, sentences)) * 10) / 10;
	if (wordsPerSentence > longestSentences) {
		return { readabilityReason: 'readability cannot be measured: the transcript is hardly divided into sentences' };
	}
	return { readability: { formula: 'Flesch reading ease', score: fleschReadingEase, sentences, wordsPerSentence } };
}

/** A change of speaker ends a sentence, also where no full stop says so. */
function asText(passages: readonly Passage[]): string {
	return passages
		.map(({ segment }, number) => {
			const next = passages[number + 1]?.segment;
			const ends = next !== undefined && next.speaker !== segment.speaker && !/[.!?…]["'”’)]*$/.test(segment.text);
			return ends ? `${segment.text}.` : segment.text;
		})
		.join(' ');
}
