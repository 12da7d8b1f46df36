/**
 * Sentiment, key phrases, topics, names and readability of what is said. English is read by rules, and a language model adds names; any other
 * language takes a model.
 */
import { defineStage, usingModel, whyNotEnglish } from 'autointel';
import { type LanguageOutput, languageOutput } from '../lib/languageOutput.js';
import { languageSection } from '../lib/languageSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'linguistic-analysis': LanguageOutput;
	}
}

export const LinguisticAnalysis = defineStage({
	version: 2,
	depth: 'standard',
	phase: 'analyse',
	needs: ['transcription'],
	wants: ['model-routing'],
	isolated: true,
	// A model reads long talk part by part.
	timeout: 30 * 60_000,
	output: languageOutput,
	async run(given) {
		const context = { ...given, languageModel: usingModel(given.languageModel, given.outputs['model-routing']?.model) };
		const { outputs, signal, progress, skip } = context;
		const { language, segments } = outputs.transcription;
		const reliable = segments.filter((segment) => !segment.unreliable);
		if (reliable.length === 0) skip('there is no reliable passage to read');
		const { askLanguage } = await import('../lib/askLanguage.js');
		const asked = await askLanguage(segments, context);
		const texts = reliable.map(({ text }) => text);
		const notEnglish = whyNotEnglish(language, texts, 'analysed without a language model');
		if (!('model' in asked)) {
			if (notEnglish !== undefined) skip(`${notEnglish}; ${asked.failure}`);
			const { analyseEnglish } = await import('../lib/analyseEnglish.js');
			return { language, ...(await analyseEnglish(reliable, { signal, progress, names: [] })), withoutModel: asked.failure };
		}
		const { model, dropped, failure, names } = asked;
		const modelWork = { model, dropped, ...(failure === undefined ? {} : { failure }) };
		if (notEnglish !== undefined) {
			const { analyseWithModel } = await import('../lib/analyseWithModel.js');
			return { ...analyseWithModel(asked, language), modelWork };
		}
		const { analyseEnglish } = await import('../lib/analyseEnglish.js');
		return { language, ...(await analyseEnglish(reliable, { signal, progress, names: [...names] })), modelWork };
	},
	report: languageSection
});
