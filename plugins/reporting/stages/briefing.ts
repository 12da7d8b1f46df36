/**
 * What is in the source, for somebody who has a minute: chapters, and what matters most, each with its place. Written by a language model and
 * held against the source where there is one; else the sentences that say most.
 */
import { defineStage, usingModel } from 'autointel';
import { type BriefingOutput, briefingOutput } from '../lib/briefingOutput.js';
import { briefingSection } from '../lib/briefingSection.js';

declare module 'autointel' {
	interface StageOutputs {
		briefing: BriefingOutput;
	}
}

export const Briefing = defineStage({
	version: 2,
	depth: 'standard',
	phase: 'conclude',
	needs: ['transcription'],
	wants: ['linguistic-analysis', 'model-routing'],
	// Hours of talk take seconds to rank.
	isolated: true,
	// Many parts of a long source, each a question to a model that may be slow.
	timeout: 3_600_000,
	output: briefingOutput,
	async run({ outputs, languageModel: anyModel, workflow, progress, skip }) {
		const languageModel = usingModel(anyModel, outputs['model-routing']?.model);
		const { briefWithModel } = await import('../lib/briefWithModel.js');
		const { language, segments } = outputs.transcription;
		const phrases = outputs['linguistic-analysis']?.keyPhrases.map(({ phrase }) => phrase) ?? [];
		const { reportLanguage } = workflow;
		const briefing = await briefWithModel({ language, segments }, { languageModel, reportLanguage, phrases, progress });
		if (briefing.sentences === 0) skip('the source has no passage that is reliable enough to quote');
		return briefing;
	},
	report: briefingSection
});
