import type { ModelMessages } from './composeMessages.js';

/** Tokens that a message has besides its text, and that servers add of their own: generous. */
const overhead = 200;
/** The most that a picture counts as with any of OpenAI's models at low detail (2,833 with gpt-4o-mini, platform.openai.com/docs/guides/images-vision). */
const perImage = 2833;

/**
 * The most tokens that a question can count as. A token of a byte-level tokenizer stands for at least one byte of UTF-8, so that a text never
 * has more tokens than bytes. Usually it has a quarter of them: what is set aside too much comes back when the answer is there.
 */
export function mostInputTokens({ system, user, images }: ModelMessages, schema: unknown): number {
	const text = system + user.join('') + JSON.stringify(schema);
	return Buffer.byteLength(text) + images.length * perImage + overhead;
}
