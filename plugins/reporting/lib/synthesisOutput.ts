import { quoteSchema, z } from 'autointel';

/** What the stage synthesis stores. */
export const synthesisOutput = z.object({
	/** The statements as one text, in the order of the source, with who said what. */
	summary: z.string(),
	/** Three to six where the source has them, in the order of the source. */
	statements: z.array(z.object({ text: z.string(), quotes: z.array(quoteSchema).min(1) })),
	/** What comes up most, where a section says so. */
	topics: z.array(z.object({ topic: z.string(), count: z.number().int(), first: quoteSchema }))
});

export type SynthesisOutput = z.infer<typeof synthesisOutput>;
