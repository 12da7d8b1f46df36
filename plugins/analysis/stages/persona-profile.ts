/** How a work compares with what its publisher usually publishes, as far as that was analysed here. People of a server are not profiled. */
import { defineStage } from 'autointel';
import { measuresOf } from '../lib/persona/measuresOf.js';
import { type PersonaOutput, personaOutput } from '../lib/persona/personaOutput.js';
import { personaSection } from '../lib/persona/personaSection.js';
import { profile } from '../lib/persona/profile.js';
import { publisherOf } from '../lib/persona/publisherOf.js';

declare module 'autointel' {
	interface StageOutputs {
		'persona-profile': PersonaOutput;
	}
}

export const PersonaProfile = defineStage({
	version: 1,
	depth: 'comprehensive',
	phase: 'conclude',
	needs: ['content-acquisition'],
	wants: ['linguistic-analysis', 'deception-analysis', 'behavioral-patterns', 'verification'],
	output: personaOutput,
	async run({ outputs, workflow, history, skip }) {
		const content = outputs['content-acquisition'];
		const publisher = publisherOf(workflow.source, content);
		if ('reason' in publisher) return skip(publisher.reason);
		const work = {
			id: content.artifact,
			measures: measuresOf(outputs),
			topics: (outputs['linguistic-analysis']?.topics ?? []).map(({ topic }) => topic)
		};
		if (Object.keys(work.measures).length === 0) return skip('nothing of this work was measured that could be compared');
		const earlier = (await history()).filter(({ output, readable }) => readable && output.publisher.key === publisher.key);
		return {
			publisher: { key: publisher.key, name: publisher.name },
			work,
			...profile(
				work,
				earlier.map(({ output }) => output.work)
			)
		};
	},
	report: personaSection
});
