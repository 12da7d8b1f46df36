import { createHash } from 'node:crypto';
import { type WorkflowFeedback, z } from 'autointel';

/** What the stage model-routing stores. */
export const routingOutput = z.object({
	/** The model that the stages of this workflow use. */
	model: z.string(),
	/** In the operator's order. */
	arms: z.array(
		z.object({
			model: z.string(),
			up: z.number().int(),
			down: z.number().int(),
			/** The mean of Beta(1 + up, 1 + down): the share of readers who like what it helps to write, as far as votes tell. */
			expected: z.number(),
			/** What it was drawn at, 0 to 1. */
			drawn: z.number(),
			/** The mean cost of a workflow, in US dollars. Absent where none was voted on. */
			costUsd: z.number().exactOptional()
		})
	)
});

export type RoutingOutput = z.infer<typeof routingOutput>;

/** How much of the draw the dearest model loses to one that costs nothing. */
export const priceOfPrice = 0.2;

/**
 * Thompson sampling (Thompson 1933): each model is drawn from what is known of its quality, less its share of the dearest one's cost, and
 * the best draw wins. Models that little is known of are drawn high often enough to become known. The same seed draws the same.
 */
export function chooseModel(models: readonly string[], feedback: readonly WorkflowFeedback[], seed: string): RoutingOutput {
	const known = models.map((model) => {
		// Only results of one model say something about it.
		const results = feedback.filter((result) => result.models.length === 1 && result.models[0] === model);
		const up = results.reduce((sum, result) => sum + result.up, 0);
		const down = results.reduce((sum, result) => sum + result.down, 0);
		const cost = results.reduce((sum, result) => sum + result.costNanoUsd, 0) / 1e9;
		return { model, up, down, ...(results.length === 0 ? {} : { costUsd: cost / results.length }) };
	});
	const dearest = Math.max(0, ...known.map(({ costUsd = 0 }) => costUsd));
	const arms = known.map((arm) => ({
		...arm,
		expected: (1 + arm.up) / (2 + arm.up + arm.down),
		drawn: drawBeta(arm.up, arm.down, `${seed}/${arm.model}`) - (dearest === 0 ? 0 : (priceOfPrice * (arm.costUsd ?? 0)) / dearest)
	}));
	const best = arms.reduce((winner, arm) => (arm.drawn > winner.drawn ? arm : winner));
	return { model: best.model, arms: arms.map((arm) => ({ ...arm, drawn: Math.max(0, arm.drawn) })) };
}

/** One draw from Beta(1 + up, 1 + down): for whole numbers that is the one of up + down + 1 uniform draws with `up` below it. */
function drawBeta(up: number, down: number, seed: string): number {
	const draws = Array.from({ length: up + down + 1 }, (_, index) => uniform(`${seed}/${index}`)).sort((a, b) => a - b);
	return draws[up] ?? 0;
}

/** From 0 to 1, by the seed alone. */
function uniform(seed: string): number {
	return createHash('sha256').update(seed).digest().readUIntBE(0, 6) / 2 ** 48;
}
