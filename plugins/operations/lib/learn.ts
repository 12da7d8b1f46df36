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
	later: z.array(z.string()),
	/** How many takeaways stand at the head of a report from now on, where votes changed that. */
	takeaways: z
		.object({
			/** As many as there are without votes. */
			from: z.number().int(),
			to: z.number().int(),
			/** Votes on results that showed up to `fewTakeaways`, and on those that showed more. */
			few: z.object({ up: z.number().int(), votes: z.number().int() }),
			many: z.object({ up: z.number().int(), votes: z.number().int() })
		})
		.exactOptional()
});

export type LearningOutput = z.infer<typeof learningOutput>;

/** Votes on either side before anything is changed by them: fewer are moods. */
export const fewestVotes = 5;
/** A smaller difference is none. */
export const leastEffect = 0.15;
/** What a short head of a report shows at most. */
export const fewTakeaways = 4;
/** How many stand at the head of a report: usually, and at most where readers like more of them. What is left out there stands in the briefing. */
const takeaways = { usual: 8, most: 12 };

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
	const limit = learnTakeaways(feedback);
	return {
		votes: {
			up: feedback.reduce((sum, { up }) => sum + up, 0),
			down: feedback.reduce((sum, { down }) => sum + down, 0),
			results: feedback.length
		},
		effects: strongest,
		earlier: strongest.filter(({ effect }) => effect >= leastEffect).map(({ stage }) => stage),
		later: strongest.filter(({ effect }) => effect <= -leastEffect).map(({ stage }) => stage),
		...(limit === undefined ? {} : { takeaways: limit })
	};
}

/** Whether short heads of reports are liked more than long ones, or less. */
function learnTakeaways(feedback: readonly WorkflowFeedback[]): LearningOutput['takeaways'] {
	const few = tally(feedback.filter(({ takeaways: shown = 0 }) => shown > 0 && shown <= fewTakeaways));
	const many = tally(feedback.filter(({ takeaways: shown = 0 }) => shown > fewTakeaways));
	const effect = Number((few.liked - many.liked).toFixed(3));
	if (few.votes < fewestVotes || many.votes < fewestVotes || Math.abs(effect) < leastEffect) return undefined;
	return {
		from: takeaways.usual,
		to: effect > 0 ? fewTakeaways : takeaways.most,
		few: { up: few.up, votes: few.votes },
		many: { up: many.up, votes: many.votes }
	};
}

function tally(results: readonly WorkflowFeedback[]): { readonly up: number; readonly votes: number; readonly liked: number } {
	const up = results.reduce((sum, result) => sum + result.up, 0);
	const down = results.reduce((sum, result) => sum + result.down, 0);
	return { up, votes: up + down, liked: (1 + up) / (2 + up + down) };
}
