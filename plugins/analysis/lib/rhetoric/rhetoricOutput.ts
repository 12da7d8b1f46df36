import { quoteSchema, z } from 'autointel';
import { techniqueNames } from './techniques.js';

/** What the stage deception-analysis stores. */
export const rhetoricOutput = z.object({
	/** In reading order. */
	findings: z.array(
		z.object({
			technique: z.enum(techniqueNames),
			/** The passage: one quote, or one for each sentence or line it runs over. */
			quotes: z.array(quoteSchema).min(1)
		})
	),
	sentences: z.number().int(),
	words: z.number().int()
});

export type RhetoricOutput = z.infer<typeof rhetoricOutput>;
