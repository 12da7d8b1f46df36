/**
 * The report in a few sentences: written by a language model from what the sections say and held against it, or chosen from the takeaways.
 * It adds nothing of its own.
 */
import { defineStage, usingModel } from 'autointel';
import { attribute } from '../lib/attribute.js';
import { chooseStatements } from '../lib/chooseStatements.js';
import { countVerdicts, disputedClaims, reportStatements } from '../lib/reportStatements.js';
import { type SynthesisOutput, synthesisOutput } from '../lib/synthesisOutput.js';
import { synthesisSection } from '../lib/synthesisSection.js';
import { synthesizeWithModel } from '../lib/synthesizeWithModel.js';

declare module 'autointel' {
	interface StageOutputs {
		synthesis: SynthesisOutput;
	}
}

const mostTopics = 3;

export const Synthesis = defineStage({
	version: 3,
	depth: 'standard',
	phase: 'conclude',
	needs: ['briefing'],
	wants: ['transcription', 'linguistic-analysis', 'verification', 'extended-verification', 'deception-analysis', 'model-routing'],
	output: synthesisOutput,
	async run({ outputs, languageModel, workflow, skip }) {
		const { takeaways, chapters } = outputs.briefing;
		const chosen = chooseStatements(takeaways, chapters.length).map(({ text, worded, quotes }) => ({ text, worded, quotes }));
		if (chosen.length === 0) skip('the briefing found no sentence that stands for the source');
		const languages = { source: outputs.transcription?.language ?? 'und', report: workflow.reportLanguage };
		const written = await synthesizeWithModel(
			reportStatements(outputs),
			languages,
			usingModel(languageModel, outputs['model-routing']?.model)
		);
		const statements = 'statements' in written ? written.statements : chosen;
		const verdicts = countVerdicts(outputs);
		const extended = outputs['extended-verification'];
		return {
			...written,
			statements,
			summary: attribute(statements, 'modelWork' in written ? written.modelWork.model : outputs.briefing.modelWork?.model),
			topics: (outputs['linguistic-analysis']?.topics ?? [])
				.slice(0, mostTopics)
				.map(({ topic, count, first }) => ({ topic, count, first })),
			...(verdicts === undefined ? {} : { verdicts }),
			disputed: disputedClaims(outputs),
			...(extended === undefined || extended.notCompared !== undefined ? {} : { contradictionsShown: extended.contradictions.length })
		};
	},
	report: synthesisSection
});
