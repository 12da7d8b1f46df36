import { type SectionContent, section } from 'autointel';
import type { BriefingOutput } from './briefingOutput.js';

/** The section of the report: the takeaways, the best first, and the chapters in the order of the source. */
export function briefingSection({ takeaways, chapters, sentences, knowsLanguage }: BriefingOutput): SectionContent {
	return section({
		title: 'Briefing',
		blocks: [
			{ type: 'list', title: 'Takeaways', ordered: true, items: takeaways.map(({ text, quotes }) => ({ text, evidence: quotes })) },
			{ type: 'list', title: 'Chapters', items: chapters.map(({ title, at, quotes }) => ({ text: title, at, evidence: quotes })) }
		],
		notes: [
			`The takeaways were chosen from ${counted(sentences)} of the source, not written: no language model was used. They say what was said, not whether it is true.`,
			'A chapter is named after the words that set it apart, and shown with its most telling sentence.',
			...(knowsLanguage ? [] : ['There is no list of stop words for this language: its most frequent words were left aside instead.'])
		],
		headline: { takeaways: takeaways.map(({ text, quotes }) => ({ text, evidence: quotes })) }
	});
}

function counted(sentences: number): string {
	return sentences === 1 ? 'the one sentence' : `the ${sentences} sentences`;
}
