import { positionSchema, quoteSchema, z } from 'autointel';

const quotes = z.array(quoteSchema).min(1);
const whole = z.number().int();

/** What the stage timeline stores. */
export const timelineOutput = z.object({
	/** The stretches of the source that topics are counted in, in order. */
	stretches: z.array(z.object({ at: positionSchema, lastLine: whole.exactOptional() })),
	/** The most frequent first. */
	topics: z.array(
		z.object({
			topic: z.string(),
			count: whole,
			/** How often it comes up in each stretch. */
			counts: z.array(whole),
			first: quoteSchema
		})
	),
	/** What the source dates, the earliest first. */
	events: z.array(z.object({ year: whole, month: whole.exactOptional(), day: whole.exactOptional(), words: z.string(), quotes })),
	/** Days of a year that is not said, in the order of the source. */
	withoutYear: z.array(z.object({ words: z.string(), quotes })),
	/** Absent where nothing could be drawn. */
	picture: z.object({ artifact: z.string(), bytes: whole }).exactOptional(),
	notes: z.array(z.string())
});

export type TimelineOutput = z.infer<typeof timelineOutput>;
