import { z } from 'autointel';
import { backendSchema } from '../verificationOutput.js';

/** What the stage social-intelligence stores. */
export const socialOutput = z.object({
	topics: z.array(
		z.object({
			/** The address of the source, or a name that is said in it. */
			about: z.string(),
			kind: z.enum(['address', 'name']),
			/** The most discussed first. */
			threads: z.array(
				z.object({
					backend: z.string(),
					title: z.string(),
					url: z.string(),
					place: z.string().exactOptional(),
					/** ISO 8601. */
					published: z.string().exactOptional(),
					points: z.number().int().exactOptional(),
					replies: z.number().int().exactOptional()
				})
			)
		})
	),
	backends: z.array(backendSchema)
});

export type SocialOutput = z.infer<typeof socialOutput>;
export type Thread = SocialOutput['topics'][number]['threads'][number];
