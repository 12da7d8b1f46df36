import { z } from 'zod';

/** A quote as it is stored: see `Quote`. */
export const quoteSchema = z.union([
	z.object({
		quote: z.string(),
		start: z.number(),
		end: z.number(),
		speaker: z.string().exactOptional(),
		uncertain: z.literal(true).exactOptional()
	}),
	z.object({ quote: z.string(), line: z.number().int(), speaker: z.string().exactOptional() })
]);

/** A place as it is stored: see `Position`. */
export const positionSchema = z.union([z.object({ start: z.number(), end: z.number() }), z.object({ line: z.number().int() })]);
