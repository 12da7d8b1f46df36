import type { Quote } from 'autointel';
import type { Worded } from './worded.js';

interface Statement {
	readonly text: string;
	readonly worded: Worded;
	readonly quotes: readonly Quote[];
}

/**
 * Statements as one text. Where they are the source's words and it says who speaks, so does the text; a sentence is never put into
 * nobody's mouth, and the words of a model into nobody's at all. `model`: whose words those are.
 */
export function attribute(statements: readonly Statement[], model?: string): string {
	let speaking: string | undefined;
	const parts: string[] = [];
	for (const { text, worded, quotes } of statements) {
		const speaker = worded === 'source' ? quotes[0]?.speaker : undefined;
		if (speaker === undefined) parts.push(text);
		else parts.push(speaker === speaking ? `“${text}”` : `${speaker}: “${text}”`);
		speaking = speaker;
	}
	const translated = statements.some(({ worded }) => worded === 'translated');
	return parts.join(' ') + (translated ? ` (Translated by ${model ?? 'a language model'}, not checked.)` : '');
}
