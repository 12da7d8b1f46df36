import { positionSchema, quoteSchema, z } from 'autointel';

/** What the stage briefing stores. */
export const briefingOutput = z.object({
	/** In the order of the source. Together they cover it. */
	chapters: z.array(
		z.object({
			/** The words that set it apart, from the source. */
			title: z.string(),
			keywords: z.array(z.string()),
			at: positionSchema,
			/** Its most telling sentence: one quote, or one for each line it runs over. */
			quotes: z.array(quoteSchema).min(1)
		})
	),
	/** The sentences that say most, the best first. */
	takeaways: z.array(
		z.object({
			text: z.string(),
			/** The same words in their place: one quote, or one for each line they run over. */
			quotes: z.array(quoteSchema).min(1),
			/** Counted from 0. */
			chapter: z.number().int(),
			/** From 0 to 1, relative to the best sentence of the source. */
			score: z.number()
		})
	),
	/** How many sentences there were to choose from. */
	sentences: z.number().int(),
	/** Whether there is a list of stop words for the language. */
	knowsLanguage: z.boolean()
});

export type BriefingOutput = z.infer<typeof briefingOutput>;
