import { quoteSchema, z } from 'autointel';
import { techniqueNames } from './techniques.js';

const whole = z.number().int();
const percent = z.number().int().min(0).max(100);

/** What the stage deception-analysis stores. */
export const rhetoricOutput = z.object({
	/** In reading order. */
	findings: z.array(
		z.object({
			technique: z.enum(techniqueNames),
			/** The passage: one quote, or one for each sentence or line it runs over. */
			quotes: z.array(quoteSchema).min(1),
			/** By what it was found: English wording, a language model, or both. */
			basis: z.enum(['wording', 'model', 'both'])
		})
	),
	sentences: whole,
	words: whole,
	/** Whether wordings were looked for: English only. */
	readWording: z.boolean(),
	/** The model that looked. */
	model: z.string().exactOptional(),
	/** Why no model looked, or not at everything. */
	modelFailure: z.string().exactOptional(),
	/** Passages that a model named and nobody said: not shown. */
	dropped: whole,
	/** Only where scores are switched on and claims were decided. */
	score: z
		.object({
			/** The mean of the parts. */
			value: percent,
			/** Part: of the decided claims, those refuted; mixed ones count half. */
			refuted: percent,
			decided: whole,
			/** Part: passages in 1,000 words; ten and more are 100. */
			pressure: percent
		})
		.optional()
});

export type RhetoricOutput = z.infer<typeof rhetoricOutput>;
