import { quoteSchema, z } from 'autointel';

const quotes = z.array(quoteSchema).min(1);
const paced = z.object({ wordsPerMinute: z.number().int(), quote: quoteSchema });
const stance = z.object({
	count: z.number().int(),
	perHundredWords: z.number(),
	words: z.array(z.object({ word: z.string(), count: z.number().int() })),
	passages: z.array(z.object({ words: z.array(z.string()), quotes }))
});

/** What the stage behavioral-patterns stores: measures of words and times, no judgement. */
export const behaviourOutput = z.object({
	language: z.string(),
	words: z.number().int(),
	sentences: z.number().int(),
	questions: z.number().int(),
	/** Absent for texts. */
	pace: z
		.object({
			speakingSeconds: z.number(),
			wordsPerMinute: z.number().int(),
			fastest: paced.exactOptional(),
			slowest: paced.exactOptional()
		})
		.exactOptional(),
	/** Absent for texts. */
	pauses: z
		.object({
			count: z.number().int(),
			seconds: z.number(),
			longest: z.array(z.object({ seconds: z.number(), at: z.object({ start: z.number(), end: z.number() }), after: quoteSchema }))
		})
		.exactOptional(),
	/** Empty where the source names nobody, or where people of a server would be compared. */
	voices: z.array(
		z.object({
			speaker: z.string(),
			words: z.number().int(),
			share: z.number(),
			turns: z.number().int(),
			wordsPerMinute: z.number().int().exactOptional(),
			questions: z.number().int()
		})
	),
	repetitions: z.array(z.object({ phrase: z.string(), count: z.number().int(), quotes })),
	/** English only. */
	hedging: stance.exactOptional(),
	/** English only. */
	certainty: stance.exactOptional(),
	/** What was left out, and why. */
	leftOut: z.array(z.string())
});

export type BehaviourOutput = z.infer<typeof behaviourOutput>;
