import { positionSchema, quoteSchema, z } from 'autointel';
import { modelWorkSchema, wordedSchema } from './worded.js';

/** What the stage briefing stores. */
export const briefingOutput = z.object({
	/** In the order of the source. Together they cover it. */
	chapters: z.array(
		z.object({
			/** The words that set it apart, from the source, or what a model calls it. */
			title: z.string(),
			/** From the source. */
			keywords: z.array(z.string()),
			at: positionSchema,
			/** Its first sentence, counted from 0. */
			start: z.number().int(),
			/** Its most telling sentence: one quote, or one for each line it runs over. */
			quotes: z.array(quoteSchema).min(1)
		})
	),
	/** What matters most, the best first. */
	takeaways: z.array(
		z.object({
			text: z.string(),
			worded: wordedSchema,
			/** The words it rests on in their place; where `worded` is `source`, the same words: one quote, or one for each line they run over. */
			quotes: z.array(quoteSchema).min(1),
			/** Counted from 0. */
			chapter: z.number().int(),
			/** From 0 to 1, relative to the best takeaway. */
			score: z.number()
		})
	),
	/** How many sentences there were to choose from. */
	sentences: z.number().int(),
	/** Whether there is a list of stop words for the language. */
	knowsLanguage: z.boolean(),
	/** Absent where no model has done anything of it. */
	modelWork: modelWorkSchema.exactOptional(),
	/** Why a model did not do it, or not all of it. */
	withoutModel: z.string().exactOptional()
});

export type BriefingOutput = z.infer<typeof briefingOutput>;
