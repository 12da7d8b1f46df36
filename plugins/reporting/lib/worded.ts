import { z } from 'autointel';

/**
 * Whose words a statement is in: the source's own; a model's, held against its quotes; or a model's in another language than the source's,
 * which nothing here can hold against anything.
 */
export const wordedSchema = z.enum(['source', 'model', 'translated']);

export type Worded = z.infer<typeof wordedSchema>;

/** What a model had to do with a stage's output. */
export const modelWorkSchema = z.object({
	model: z.string(),
	/** With their versions, as in `briefing-part@1`. */
	prompts: z.array(z.string()),
	/** Statements that the model made. */
	stated: z.number().int(),
	/** Of them: their quotes could not be found in the source, or they rested on nothing. They are left out. */
	dropped: z.number().int(),
	/** Of them: their quotes do not carry their words. The true words stand in their place, or they are left out. */
	reworded: z.number().int(),
	/** Of their quotes: almost right, and replaced by the true words. */
	corrected: z.number().int()
});

export type ModelWork = z.infer<typeof modelWorkSchema>;

/** What the report says about it: the same in every section that a model wrote. */
export function notesOnModel(
	{ model, prompts, stated, dropped, reworded, corrected }: ModelWork,
	worded: readonly Worded[]
): readonly string[] {
	const counts = [
		...(dropped > 0 ? [`${dropped} rested on words that are not in the source and were left out`] : []),
		...(reworded > 0 ? [`${reworded} said more than the quotes and were replaced by them or left out`] : []),
		...(corrected > 0 ? [`${corrected} quoted almost right and were corrected`] : [])
	];
	return [
		`Written by the language model ${model} (${prompts.join(', ')}). ${counts.length === 0 ? `All of its ${stated} statements rest on words that are in the source` : `Of its ${stated} statements ${counts.join(', ')}`}.`,
		...(worded.includes('model')
			? ['Every figure and name and most words of a statement stand in the quotes beside it; whether it says the same, they show best.']
			: []),
		...(worded.includes('translated')
			? [
					'Statements marked as translated are the model’s words in another language: nothing has checked them, the quotes are what was said.'
				]
			: [])
	];
}

/** A statement as it is shown: what nobody checked says so itself. */
export function shown(text: string, worded: Worded, model: string | undefined): string {
	return worded === 'translated' ? `${text} (translated by ${model ?? 'a language model'}, not checked)` : text;
}
