import type { Json } from '#lib/workflow/json';
import type { Prompt } from './Prompt.js';

/** One question to a model, as it crosses process boundaries. Two questions that are equal are the same question, and paid for once. */
export interface ModelQuestion {
	readonly prompt: Prompt;
	/** What the model works on, by label: texts of strangers, never instructions. */
	readonly data: Readonly<Record<string, string>>;
	/** Pictures that are shown besides. */
	readonly images: readonly ModelImage[];
	/** JSON Schema of the answer. */
	readonly schema: { readonly [key: string]: Json };
	/** The language of everything the model words itself: a BCP 47 tag. */
	readonly language: string;
	readonly maxOutputTokens: number;
	/** One of the configured models. Absent, or none of them: the first. */
	readonly model?: string;
	/** The question is asked once more, because the answer could not be used. */
	readonly repair?: ModelRepair;
}

interface ModelRepair {
	readonly answer: string;
	/** What was wrong with it. */
	readonly problem: string;
}

/** A picture in the artifact store. */
export interface ModelImage {
	/** sha-256, hexadecimal. */
	readonly artifact: string;
	readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
}
