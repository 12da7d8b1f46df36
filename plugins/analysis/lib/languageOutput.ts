import { positionSchema as position, quoteSchema as quote, z } from 'autointel';

/** From -1 (negative words only) to 1 (positive words only). */
const score = z.number().min(-1).max(1);
const scoredQuote = z.object({ score, quote });

/** What the stage linguistic-analysis stores. Quotes stand in the transcript, none of them in an unreliable passage. */
export const languageOutput = z.object({
	/** The BCP 47 tag of what was analysed. */
	language: z.string(),
	words: z.number().int(),
	/** Passages that were read; unreliable ones are left out. */
	passages: z.number().int(),
	sentiment: z.object({
		/** Who judged: the VADER lexicon (English), or a language model. */
		by: z.enum(['vader', 'model']),
		/** The mean of all passages, weighed by their words. */
		score,
		/** In reading order. `at`: the stretch of time, or the first line; `lastLine`: where a stretch of lines ends. */
		windows: z.array(
			z.object({ at: position, lastLine: z.number().int().exactOptional(), score, passages: z.number().int(), words: z.number().int() })
		),
		/** The strongest first. */
		mostPositive: z.array(scoredQuote),
		/** The strongest first. */
		mostNegative: z.array(scoredQuote)
	}),
	/** By weight, see `keyPhrases`; those of a model as it ranked them. */
	keyPhrases: z.array(z.object({ phrase: z.string(), count: z.number().int(), weight: z.number(), first: quote })),
	topics: z.array(
		z.object({
			topic: z.string(),
			count: z.number().int(),
			/** Longer phrases in which the topic's word is used. */
			phrases: z.array(z.string()),
			/** Where it comes up most: a stretch of the sentiment windows. */
			busiest: position,
			first: quote
		})
	),
	/** By type, then the most frequent first. */
	entities: z.array(
		z.object({
			name: z.string(),
			type: z.enum(['person', 'place', 'organisation', 'date', 'money', 'percentage']),
			count: z.number().int(),
			first: quote
		})
	),
	/** How many entities were found; `entities` holds the most frequent of each type. */
	entitiesFound: z.number().int(),
	/** Absent where it cannot be measured; `readabilityReason` says why. */
	readability: z
		.object({ formula: z.literal('Flesch reading ease'), score: z.number(), sentences: z.number().int(), wordsPerSentence: z.number() })
		.exactOptional(),
	readabilityReason: z.string().exactOptional(),
	/** What a language model had to do with it. Absent where it had nothing. */
	modelWork: z
		.object({
			model: z.string(),
			/** Names and phrases that it gave and that nobody said, and quotes that nobody said: left out. */
			dropped: z.number().int(),
			/** Why it did not read all of the source. */
			failure: z.string().exactOptional()
		})
		.exactOptional(),
	/** Why no model was asked, or none answered. */
	withoutModel: z.string().exactOptional(),
	/** The stretch that was analysed, from the first passage to the last. For texts the first line. */
	span: position
});

export type LanguageOutput = z.infer<typeof languageOutput>;
