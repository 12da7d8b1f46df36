/** For operators: which of the configured language models this workflow uses, and why. */
import { defineStage, section } from 'autointel';
import { chooseModel, priceOfPrice, type RoutingOutput, routingOutput } from '../lib/chooseModel.js';
import { percent } from '../lib/wording.js';

declare module 'autointel' {
	interface StageOutputs {
		'model-routing': RoutingOutput;
	}
}

export const ModelRouting = defineStage({
	version: 1,
	depth: 'experimental',
	phase: 'gather',
	audience: 'operator',
	output: routingOutput,
	async run({ languageModel, operations, workflow, skip }) {
		const availability = await languageModel.availability();
		if (!availability.available) return skip(availability.reason);
		if (availability.models.length < 2) return skip('there is one model, so there is nothing to choose: name more in OPENAI_MODEL');
		return chooseModel(availability.models, await operations.feedback(), workflow.id);
	},
	report: ({ model, arms }) =>
		section({
			title: 'Choice of the model',
			blocks: [
				{ type: 'paragraph', text: `${model} was chosen.` },
				{
					type: 'table',
					columns: ['Model', 'Liked', 'Not liked', 'Expected', 'Cost', 'Drawn'],
					rows: arms.map((arm) => [
						arm.model,
						String(arm.up),
						String(arm.down),
						percent(arm.expected),
						arm.costUsd === undefined ? '–' : `$${arm.costUsd.toFixed(4)}`,
						arm.drawn.toFixed(3)
					])
				}
			],
			notes: [
				`Drawn by Thompson sampling from the votes of readers; the dearest model loses ${percent(priceOfPrice)} of a full draw. The workflow's id is the seed.`
			]
		})
});
