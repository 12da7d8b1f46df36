import { quoteSchema, z } from 'autointel';
import { modelWorkSchema, wordedSchema } from './worded.js';

const statement = z.object({ text: z.string(), worded: wordedSchema, quotes: z.array(quoteSchema).min(1) });

/** What the stage synthesis stores. */
export const synthesisOutput = z.object({
	/** The statements as one text, with who said what where their words are the source's. */
	summary: z.string(),
	/** Three to six where the source has them: in the order of the source, or in that of a model. */
	statements: z.array(statement),
	/** What comes up most, where a section says so. */
	topics: z.array(z.object({ topic: z.string(), count: z.number().int(), first: quoteSchema })),
	/** How many claims there are of each verdict, where claims were checked. */
	verdicts: z.record(z.string(), z.number().int()).exactOptional(),
	/** Claims that were refuted, or on which sources disagree: what a reader must not miss. */
	disputed: z.array(z.object({ text: z.string(), verdict: z.string(), reason: z.string(), quotes: z.array(quoteSchema).min(1) })),
	/** How many contradictions inside the source another section shows. Absent where none looked. */
	contradictionsShown: z.number().int().exactOptional(),
	/** Statements that a model holds to contradict each other, with the quotes of both. Absent where none looked. */
	contradictions: z.array(statement).exactOptional(),
	/** Absent where no model has done anything of it. */
	modelWork: modelWorkSchema.exactOptional(),
	/** Why a model did not do it. */
	withoutModel: z.string().exactOptional()
});

export type SynthesisOutput = z.infer<typeof synthesisOutput>;
