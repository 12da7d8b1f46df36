import type { Quote } from 'autointel';
import { shown, type Worded } from './worded.js';

/** One statement of the report. */
export interface Told {
	readonly text: string;
	readonly worded: Worded;
	readonly quotes: readonly Quote[];
}

/**
 * Statements as one text. The source's words stand in quotation marks, after the name of who speaks where it says so: what was said is not
 * what is so. The words of a model are put into nobody's mouth. `model`: whose words those are.
 */
export function attribute(statements: readonly Told[], model?: string): string {
	let speaking: string | undefined;
	const parts: string[] = [];
	for (const { text, worded, quotes } of statements) {
		const speaker = worded === 'source' ? quotes[0]?.speaker : undefined;
		const words = worded === 'source' ? `“${text}”` : text;
		parts.push(speaker === undefined || speaker === speaking ? words : `${speaker}: ${words}`);
		speaking = speaker;
	}
	const translated = statements.some(({ worded }) => worded === 'translated');
	return parts.join(' ') + (translated ? ` (Translated by ${model ?? 'a language model'}, not checked.)` : '');
}

/** One statement by itself, in the same way. */
export function inWords(statement: Told, model?: string): string {
	return statement.worded === 'translated' ? shown(statement.text, 'translated', model) : attribute([statement], model);
}
