/** Background on what is named in the source, from works of reference (Wikipedia, Wikidata, what plugins add), cited. */
import { defineStage, readSentences, whyNotEnglish } from 'autointel';
import { whyNothingSearched } from '../lib/backendNotes.js';
import { namesSaid } from '../lib/namesSaid.js';
import { research } from '../lib/research/research.js';
import { type ResearchOutput, researchOutput } from '../lib/research/researchOutput.js';
import { researchSection } from '../lib/research/researchSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'research-context': ResearchOutput;
	}
}

const mostNames = 12;

export const ResearchContext = defineStage({
	version: 1,
	depth: 'deep',
	phase: 'analyse',
	needs: ['transcription'],
	// Pages are parsed.
	isolated: true,
	output: researchOutput,
	async run(context) {
		const { language, segments } = context.outputs.transcription;
		const sentences = readSentences(segments, language);
		if (sentences.length === 0) context.skip('there is no reliable passage to read');
		const texts = sentences.map(({ text }) => text);
		const reason = whyNotEnglish(language, texts, 'searched for names');
		if (reason !== undefined) context.skip(reason);
		const names = namesSaid(sentences);
		if (names.length === 0) context.skip('nothing outside the room is named');
		const others = names.map(({ name }) => name);
		const found = await research(names.slice(0, mostNames), others, language, context);
		const failure = whyNothingSearched(found.backends);
		return failure === undefined ? found : context.skip(`nothing could be looked up: ${failure}`);
	},
	report: researchSection
});
