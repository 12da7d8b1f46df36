/** Sentiment, key phrases, topics, names and readability of what is said, for English; other languages are skipped. */
import { defineStage, whyNotEnglish } from 'autointel';
import { type LanguageOutput, languageOutput } from '../lib/languageOutput.js';
import { languageSection } from '../lib/languageSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'linguistic-analysis': LanguageOutput;
	}
}

export const LinguisticAnalysis = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'analyse',
	needs: ['transcription'],
	isolated: true,
	output: languageOutput,
	async run({ outputs, signal, progress, skip }) {
		const { language, segments } = outputs.transcription;
		const reliable = segments.filter((segment) => !segment.unreliable);
		if (reliable.length === 0) skip('there is no reliable passage to read');
		const reason = whyNotEnglish(
			language,
			reliable.map(({ text }) => text),
			'analysed'
		);
		if (reason !== undefined) skip(reason);
		const { analyseEnglish } = await import('../lib/analyseEnglish.js');
		return { language, ...(await analyseEnglish(reliable, { signal, progress })) };
	},
	report: languageSection
});
