/** For operators: how much of what was asked for this report carries, graded down for everything that is missing. */
import { defineStage, section } from 'autointel';
import { type AssessmentOutput, assess, assessmentOutput } from '../lib/assess.js';
import { percent } from '../lib/wording.js';

declare module 'autointel' {
	interface StageOutputs {
		'quality-assessment': AssessmentOutput;
	}
}

export const QualityAssessment = defineStage({
	version: 1,
	depth: 'experimental',
	phase: 'publish',
	audience: 'operator',
	output: assessmentOutput,
	run: async ({ operations }) => assess(await operations.stages()),
	report: ({ coverage, grounding, coherence, grade }) =>
		section({
			title: 'Quality',
			blocks: [
				{
					type: 'facts',
					items: [
						{ label: 'Grade', value: `${grade} of 100` },
						{ label: 'Coverage', value: `${percent(coverage.share)}: ${coverage.succeeded} of ${coverage.planned} stages succeeded` },
						{
							label: 'Grounding',
							value: `${percent(grounding.share)}: ${grounding.grounded} of ${grounding.statements} statements show where they stand`
						},
						{
							label: 'Coherence',
							value:
								coherence === undefined
									? 'there is no summary'
									: `${percent(coherence.share)}: ${coherence.supported} of ${coherence.statements} sentences of the summary rest on a passage that another section shows`
						}
					]
				},
				...(coverage.missing.length === 0
					? []
					: [{ type: 'list' as const, title: 'Missing', items: coverage.missing.map((stage) => ({ text: stage })) }])
			],
			notes: [
				'The grade is the product of the three, so that whatever is missing shows. It says nothing about whether the source is right.'
			]
		})
});
