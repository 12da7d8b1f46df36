/** *Rhetoric check*: passages that persuade without proving, as quotes with their places. Finds ways of arguing, not lies. */
import { defineStage, readSentences, whyNotEnglish } from 'autointel';
import { type RhetoricOutput, rhetoricOutput } from '../lib/rhetoric/rhetoricOutput.js';
import { rhetoricSection } from '../lib/rhetoric/rhetoricSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'deception-analysis': RhetoricOutput;
	}
}

export const DeceptionAnalysis = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'analyse',
	needs: ['transcription'],
	// Hours of talk take a second or two to match.
	isolated: true,
	output: rhetoricOutput,
	async run({ outputs, skip }) {
		const { language, segments } = outputs.transcription;
		const sentences = readSentences(segments, language);
		if (sentences.length === 0) skip('there is no reliable passage to read');
		const texts = sentences.map(({ text }) => text);
		const reason = whyNotEnglish(language, texts, 'checked');
		if (reason !== undefined) skip(reason);
		const { findTechniques } = await import('../lib/rhetoric/findTechniques.js');
		return {
			findings: findTechniques(sentences).map(({ technique, quotes }) => ({ technique, quotes: [...quotes] })),
			sentences: sentences.length,
			words: texts.reduce((sum, text) => sum + text.split(/\s+/u).length, 0)
		};
	},
	report: rhetoricSection
});
