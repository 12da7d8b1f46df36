import { type SectionContent, section } from 'autointel';
import { inWords } from './attribute.js';
import type { BriefingOutput } from './briefingOutput.js';
import { notesOnModel, shown } from './worded.js';

/** The section of the report: the takeaways, the best first, and the chapters in the order of the source. */
export function briefingSection(output: BriefingOutput): SectionContent {
	const { takeaways, chapters, modelWork } = output;
	return section({
		title: 'Briefing',
		blocks: [
			{
				type: 'list',
				title: 'Takeaways',
				ordered: true,
				items: takeaways.map(({ text, worded, quotes }) => ({ text: shown(text, worded, modelWork?.model), evidence: quotes }))
			},
			{ type: 'list', title: 'Chapters', items: chapters.map(({ title, at, quotes }) => ({ text: title, at, evidence: quotes })) }
		],
		notes: modelWork === undefined ? localNotes(output) : modelNotes(output, modelWork),
		headline: { takeaways: takeaways.map((takeaway) => ({ text: inWords(takeaway, modelWork?.model), evidence: takeaway.quotes })) }
	});
}

function localNotes({ sentences, knowsLanguage, withoutModel }: BriefingOutput): readonly string[] {
	return [
		`The takeaways were chosen from ${counted(sentences)} of the source, not written: no language model was used${withoutModel === undefined ? '' : ` (${withoutModel})`}. They say what was said, not whether it is true.`,
		'A chapter is named after the words that set it apart, and shown with its most telling sentence.',
		...(knowsLanguage ? [] : ['There is no list of stop words for this language: its most frequent words were left aside instead.'])
	];
}

function modelNotes({ takeaways, withoutModel }: BriefingOutput, modelWork: NonNullable<BriefingOutput['modelWork']>): readonly string[] {
	return [
		...notesOnModel(
			modelWork,
			takeaways.map(({ worded }) => worded)
		),
		'The takeaways say what was said, not whether it is true. A chapter is shown with its most telling sentence.',
		...(withoutModel === undefined
			? []
			: [`Parts of the source were not read by the model (${withoutModel}): there, sentences were chosen.`])
	];
}

function counted(sentences: number): string {
	return sentences === 1 ? 'the one sentence' : `the ${sentences} sentences`;
}
