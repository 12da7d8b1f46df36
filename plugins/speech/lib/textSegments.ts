import type { LineSegment } from 'autointel';
import { isWordless } from './isWordless.js';
import { markdownPassages } from './markdownPassages.js';
import { speakerLabels } from './speakerLabels.js';
import { splitSentences } from './splitSentences.js';
import { plainPassages } from './TextPassage.js';

/** One segment for each sentence, or part of a sentence where it goes on in the next line. */
export function textSegments(text: string, { markdown }: { readonly markdown: boolean }): LineSegment[] {
	const passages = markdown ? markdownPassages(text) : speakerLabels(plainPassages(text));
	return passages.flatMap(({ text, ...place }) =>
		splitSentences(text).map((sentence) => ({
			text: sentence.replace(/\s+/g, ' '),
			...place,
			...(isWordless(sentence, { asides: false }) ? { unreliable: true as const } : {})
		}))
	);
}
