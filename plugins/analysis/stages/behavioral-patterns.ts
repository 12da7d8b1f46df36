/** How something is said: speaking rate, pauses, turns, hedging, certainty and repetition, measured from words and times. */
import { defineStage, isDiscordAttachment } from 'autointel';
import { type BehaviourOutput, behaviourOutput } from '../lib/behaviour/behaviourOutput.js';
import { behaviourSection } from '../lib/behaviour/behaviourSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'behavioral-patterns': BehaviourOutput;
	}
}

export const BehavioralPatterns = defineStage({
	version: 1,
	depth: 'deep',
	phase: 'analyse',
	needs: ['transcription'],
	// Counting the phrases of hours of talk takes a while.
	isolated: true,
	output: behaviourOutput,
	async run({ outputs, workflow, skip }) {
		const { language, segments } = outputs.transcription;
		const { measureBehaviour } = await import('../lib/behaviour/measureBehaviour.js');
		const measured = measureBehaviour(segments, language, { compareVoices: !isDiscordAttachment(workflow.source) });
		if (measured.sentences === 0) skip('there is no reliable passage to measure');
		return measured;
	},
	report: behaviourSection
});
