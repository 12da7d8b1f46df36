import { z } from 'autointel';
import { measures } from './measuresOf.js';

const measureNames = Object.keys(measures) as [keyof typeof measures, ...(keyof typeof measures)[]];

/** What the stage persona-profile stores: what it measured of this work, which later works are compared with, and the comparison. */
export const personaOutput = z.object({
	publisher: z.object({ key: z.string(), name: z.string() }),
	work: z.object({
		/** Tells works apart: the sha-256 of their bytes. */
		id: z.string(),
		measures: z.partialRecord(z.enum(measureNames), z.number()),
		topics: z.array(z.string())
	}),
	/** Earlier works of the same publisher that this one was compared with. */
	earlier: z.number().int(),
	comparison: z.array(
		z.object({
			measure: z.enum(measureNames),
			value: z.number(),
			/** Of the earlier works. */
			median: z.number(),
			lowest: z.number(),
			highest: z.number(),
			works: z.number().int()
		})
	),
	/** Topics of this work that came up before, and in how many of the earlier works. */
	recurring: z.array(z.object({ topic: z.string(), works: z.number().int() }))
});

export type PersonaOutput = z.infer<typeof personaOutput>;
