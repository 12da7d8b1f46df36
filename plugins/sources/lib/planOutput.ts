import { z } from 'autointel';
import { forms } from './formats.js';

/** What mission-planning stores: the source as it looks from outside, and what is going to be done with it. */
export const planOutput = z.object({
	form: z.enum(forms),
	format: z.string(),
	bytes: z.number().int().positive().optional(),
	/** Up to the end of the last cue. */
	durationSeconds: z.number().positive().optional(),
	words: z.number().int().positive().optional(),
	/** Of subtitles without their times and tags. */
	characters: z.number().int().positive().optional(),
	/** Names, in the plan's order. */
	stages: z.array(z.string()),
	/** The language model that is going to be asked. */
	model: z.string().optional(),
	/** Why none is. */
	withoutModel: z.string().optional(),
	/** How a language model is given the source. Missing where none is asked, and in plans of before there was a choice. */
	reading: z
		.object({
			/** Characters. Missing where the length shows only later. */
			pieceLength: z.number().positive().optional(),
			/** About. */
			pieces: z.number().int().positive().optional()
		})
		.optional(),
	/** Missing where there is no earlier run to compare with. */
	estimate: z
		.object({
			seconds: z.number().positive(),
			/** Of language models, in billionths of a US dollar. Missing where no earlier run tells it. */
			costNanoUsd: z.number().nonnegative().optional(),
			/** How many earlier runs it rests on. */
			basis: z.number().int().positive()
		})
		.optional()
});

export type PlanOutput = z.infer<typeof planOutput>;

/** What a probe finds out. */
export type ProbedSource = Pick<PlanOutput, 'form' | 'format' | 'bytes' | 'durationSeconds' | 'words' | 'characters'>;
