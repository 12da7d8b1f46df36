/** The report in a few sentences. They stand in the source and in the sections before: it adds nothing of its own. */
import { defineStage, section } from 'autointel';
import { attribute } from '../lib/attribute.js';
import { chooseStatements } from '../lib/chooseStatements.js';
import { type SynthesisOutput, synthesisOutput } from '../lib/synthesisOutput.js';

declare module 'autointel' {
	interface StageOutputs {
		synthesis: SynthesisOutput;
	}
}

const mostTopics = 3;

export const Synthesis = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'conclude',
	needs: ['briefing'],
	wants: ['linguistic-analysis'],
	output: synthesisOutput,
	run({ outputs, skip }) {
		const { takeaways, chapters } = outputs.briefing;
		const statements = chooseStatements(takeaways, chapters.length).map(({ text, quotes }) => ({ text, quotes }));
		if (statements.length === 0) skip('the briefing found no sentence that stands for the source');
		const topics = (outputs['linguistic-analysis']?.topics ?? [])
			.slice(0, mostTopics)
			.map(({ topic, count, first }) => ({ topic, count, first }));
		return { summary: attribute(statements), statements, topics };
	},
	report: ({ summary, statements, topics }) =>
		section({
			title: 'Summary',
			blocks: [
				{ type: 'list', items: statements.map(({ text, quotes }) => ({ text, evidence: quotes })) },
				...(topics.length === 0
					? []
					: [
							{
								type: 'list' as const,
								title: 'What comes up most, and where first',
								items: topics.map(({ topic, count, first }) => ({ text: `${topic}: ${count} times`, evidence: [first] }))
							}
						])
			],
			notes: [
				'The sentences were chosen from the takeaways of the briefing, one chapter after the other, not written: no language model was used.',
				'Contradictions between sections were not looked for.'
			],
			headline: { summary }
		})
});
