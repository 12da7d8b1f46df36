import { quoteSchema, z } from 'autointel';

const whole = z.number().int();

/** What the stage multimodal stores. */
export const picturesOutput = z.object({
	/** In the order of the film. */
	frames: z
		.array(
			z.object({
				/** Seconds. */
				at: z.number(),
				/** sha-256 of a JPEG. */
				artifact: z.string(),
				bytes: whole,
				/** What is said at that moment. */
				said: quoteSchema.exactOptional(),
				/** What a vision model says is to be seen. */
				seen: z.string().exactOptional(),
				/** Words in the picture, as a vision model reads them. */
				words: z.string().exactOptional()
			})
		)
		.min(1),
	/** All frames on one page. */
	sheet: z.object({ artifact: z.string(), bytes: whole }),
	/** The model that described them. */
	model: z.string().exactOptional(),
	/** Why no model described them, or not all of them. */
	modelFailure: z.string().exactOptional()
});

export type PicturesOutput = z.infer<typeof picturesOutput>;
