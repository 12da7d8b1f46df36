/** *Rhetoric check*: passages that persuade without proving, as quotes with their places. Finds ways of arguing, not lies. */
import { defineStage, plannedPieceLength, readSentences, usingModel, whyNotEnglish } from 'autointel';
import { askForTechniques } from '../lib/askForTechniques.js';
import { mergeFindings } from '../lib/rhetoric/mergeFindings.js';
import { type RhetoricOutput, rhetoricOutput } from '../lib/rhetoric/rhetoricOutput.js';
import { rhetoricSection } from '../lib/rhetoric/rhetoricSection.js';
import { scoreOf } from '../lib/rhetoric/scoreOf.js';

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
	wants: ['mission-planning', 'verification', 'model-routing'],
	// Hours of talk take a second or two to match.
	isolated: true,
	// A model reads long talk part by part.
	timeout: 30 * 60_000,
	output: rhetoricOutput,
	async run(given) {
		const context = { ...given, languageModel: usingModel(given.languageModel, given.outputs['model-routing']?.model) };
		const { outputs, workflow, skip } = context;
		const { language, segments } = outputs.transcription;
		const sentences = readSentences(segments, language);
		if (sentences.length === 0) skip('there is no reliable passage to read');
		const texts = sentences.map(({ text }) => text);
		const notEnglish = whyNotEnglish(language, texts, 'checked without a language model');
		const most = plannedPieceLength(outputs['mission-planning'], segments);
		const asked = await askForTechniques(segments, most, context);
		if (notEnglish !== undefined && asked.model === undefined) skip(`${notEnglish} (${asked.failure ?? 'no model was asked'})`);
		const { findTechniques } = await import('../lib/rhetoric/findTechniques.js');
		const findings = mergeFindings(notEnglish === undefined ? findTechniques(sentences) : [], asked.findings);
		const words = texts.reduce((sum, text) => sum + text.split(/\s+/u).length, 0);
		return {
			findings,
			sentences: sentences.length,
			words,
			readWording: notEnglish === undefined,
			dropped: asked.dropped,
			...(asked.model === undefined ? {} : { model: asked.model }),
			...(asked.failure === undefined ? {} : { modelFailure: asked.failure }),
			...(workflow.scores ? { score: scoreOf({ findings, words }, outputs.verification) } : {})
		};
	},
	report: rhetoricSection
});
