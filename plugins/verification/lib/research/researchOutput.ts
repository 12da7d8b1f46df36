import { quoteSchema, z } from 'autointel';
import { backendSchema } from '../verificationOutput.js';

/** What the stage research-context stores: what works of reference say about names in the source. */
export const researchOutput = z.object({
	/** The most said first. */
	backgrounds: z.array(
		z.object({
			name: z.string(),
			mentions: z.number().int(),
			first: quoteSchema,
			/** The article also speaks of something else that the source names. Otherwise it may be about a namesake. */
			sure: z.boolean(),
			/** The article's. */
			title: z.string(),
			url: z.string(),
			/** The beginning of the article, in its own words. */
			text: z.string(),
			/** Statements about it, as in `capital: Canberra`, with where they stand. */
			facts: z.array(z.string()),
			factsUrl: z.string().exactOptional()
		})
	),
	/** How names were found: by their capitals (English), or by a language model. */
	foundBy: z.enum(['capitals', 'model']),
	/** Names that were looked up. */
	asked: z.array(z.string()),
	backends: z.array(backendSchema)
});

export type ResearchOutput = z.infer<typeof researchOutput>;
export type Background = ResearchOutput['backgrounds'][number];
