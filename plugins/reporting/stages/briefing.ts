/** What is in the source, for somebody who has a minute: chapters, and the sentences that say most, each with its place. */
import { defineStage } from 'autointel';
import { type BriefingOutput, briefingOutput } from '../lib/briefingOutput.js';
import { briefingSection } from '../lib/briefingSection.js';

declare module 'autointel' {
	interface StageOutputs {
		briefing: BriefingOutput;
	}
}

export const Briefing = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'conclude',
	needs: ['transcription'],
	wants: ['linguistic-analysis'],
	// Hours of talk take seconds to rank.
	isolated: true,
	output: briefingOutput,
	async run({ outputs, skip }) {
		const { brief } = await import('../lib/brief.js');
		const { language, segments } = outputs.transcription;
		const phrases = outputs['linguistic-analysis']?.keyPhrases.map(({ phrase }) => phrase);
		const briefing = brief({ language, segments }, { phrases });
		if (briefing.sentences === 0) skip('the source has no passage that is reliable enough to quote');
		return briefing;
	},
	report: briefingSection
});
