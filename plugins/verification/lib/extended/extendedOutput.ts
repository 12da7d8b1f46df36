import { quoteSchema, z } from 'autointel';
import { backendSchema, sourceSchema, verdicts } from '../verificationOutput.js';

const side = z.object({ text: z.string(), quotes: z.array(quoteSchema).min(1) });

/** What the stage extended-verification stores. */
export const extendedOutput = z.object({
	/** Statements of the source that contradict each other, in its order. Found by words and figures: a reader decides. */
	contradictions: z.array(
		z.object({
			kind: z.enum(['figures', 'denial']),
			/** What it is about, as in `9,400 / Fifteen thousand`. */
			over: z.string(),
			one: side,
			other: side
		})
	),
	/** Disputed claims of the verification, looked up once more where nobody had been asked yet. */
	second: z.array(
		z.object({
			/** The id of the claim in the verification's output. */
			claim: z.string(),
			text: z.string(),
			quotes: z.array(quoteSchema).min(1),
			/** What the verification said. */
			before: z.enum(verdicts),
			/** What further sources alone say. */
			verdict: z.enum(verdicts),
			reason: z.string(),
			sources: z.array(sourceSchema)
		})
	),
	backends: z.array(backendSchema),
	/** The language model that read what further sources say. */
	model: z.string().exactOptional(),
	/** Why none did, or not everything. */
	modelFailure: z.string().exactOptional(),
	/** Why nobody looked for contradictions. */
	notCompared: z.string().exactOptional(),
	/** Who published the source, where that is known and public: what later ones are held against. */
	publisher: z.object({ key: z.string(), name: z.string() }).exactOptional(),
	/** Claims with figures, for later workflows on the same publisher. Empty without a publisher. */
	stated: z.array(z.object({ text: z.string(), quotes: z.array(quoteSchema).min(1) })),
	/** Where the same publisher said something else before. */
	earlier: z.array(z.object({ over: z.string(), now: side, before: z.string() })),
	/** Earlier workflows on the same publisher that were compared with. */
	compared: z.number().int()
});

export type ExtendedOutput = z.infer<typeof extendedOutput>;
