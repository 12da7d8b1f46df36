import { type WorkflowFeedback, z } from 'autointel';

/** What the stage learning stores. */
export const learningOutput = z.object({
	votes: z.object({ up: z.number().int(), down: z.number().int(), results: z.number().int() }),
	/** What is liked more, or less, where it is there. The strongest first. */
	effects: z.array(
		z.object({
			stage: z.string(),
			/** The share of good votes with the stage less the share without it, each with one good and one bad vote added. −1 to 1. */
			effect: z.number(),
			votesWith: z.number().int(),
			votesWithout: z.number().int()
		})
	),
	/** Stages whose sections are read earlier from now on, the best first. */
	earlier: z.array(z.string()),
	/** Stages whose sections are read later from now on. */
	later: z.array(z.string())
});

export type LearningOutput = z.infer<typeof learningOutput>;

/** Votes on either side before anything is changed by them: fewer are moods. */
export const fewestVotes = 5;
/** A smaller difference is none. */
export const leastEffect = 0.15;

/** Pure: the same votes teach the same. */
export function learn(feedback: readonly WorkflowFeedback[]): LearningOutput {
	const stages = [...new Set(feedback.flatMap((result) => Object.keys(result.stages)))].sort();
	const effects = stages.flatMap((stage) => {
		const present = tally(feedback.filter((result) => result.stages[stage] === 'succeeded'));
		const absent = tally(feedback.filter((result) => result.stages[stage] !== 'succeeded'));
		if (present.votes < fewestVotes || absent.votes < fewestVotes) return [];
		return [{ stage, effect: Number((present.liked - absent.liked).toFixed(3)), votesWith: present.votes, votesWithout: absent.votes }];
	});
	const strongest = effects.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || a.stage.localeCompare(b.stage));
	return {
		votes: {
			up: feedback.reduce((sum, { up }) => sum + up, 0),
			down: feedback.reduce((sum, { down }) => sum + down, 0),
			results: feedback.length
		},
		effects: strongest,
		earlier: strongest.filter(({ effect }) => effect >= leastEffect).map(({ stage }) => stage),
		later: strongest.filter(({ effect }) => effect <= -leastEffect).map(({ stage }) => stage)
	};
}

function tally(results: readonly WorkflowFeedback[]): { readonly votes: number; readonly liked: number } {
	const up = results.reduce((sum, result) => sum + result.up, 0);
	const down = results.reduce((sum, result) => sum + result.down, 0);
	return { votes: up + down, liked: (1 + up) / (2 + up + down) };
}
