/** Background on what is named in the source, from works of reference (Wikipedia, Wikidata, what plugins add), cited. */
import { defineStage, readSentences } from 'autointel';
import { whyNothingSearched } from '../lib/backendNotes.js';
import { namesIn } from '../lib/namesIn.js';
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
	version: 2,
	depth: 'deep',
	phase: 'analyse',
	needs: ['transcription'],
	// Names in other languages than English.
	wants: ['linguistic-analysis'],
	// Pages are parsed.
	isolated: true,
	output: researchOutput,
	async run(context) {
		const { language, segments } = context.outputs.transcription;
		const sentences = readSentences(segments, language);
		if (sentences.length === 0) context.skip('there is no reliable passage to read');
		const said = namesIn(sentences, language, context.outputs['linguistic-analysis']);
		if ('reason' in said) return context.skip(said.reason);
		if (said.names.length === 0) context.skip('nothing outside the room is named');
		const found = await research(said, mostNames, language, context);
		const failure = whyNothingSearched(found.backends);
		return failure === undefined ? found : context.skip(`nothing could be looked up: ${failure}`);
	},
	report: researchSection
});
