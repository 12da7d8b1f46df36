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
 * what is so. What was heard unclearly says so. The words of a model are put into nobody's mouth. `model`: whose words those are.
 */
export function attribute(statements: readonly Told[], model?: string): string {
	let speaking: string | undefined;
	const parts: string[] = [];
	for (const { text, worded, quotes } of statements) {
		const speaker = worded === 'source' ? quotes[0]?.speaker : undefined;
		const doubt = quotes.some((quote) => 'uncertain' in quote) ? ' (heard unclearly)' : '';
		const words = `${worded === 'source' ? `“${text}”` : text}${doubt}`;
		parts.push(speaker === undefined || speaker === speaking ? words : `${speaker}: ${words}`);
		speaking = speaker;
	}
	const translated = statements.some(({ worded }) => worded === 'translated');
	return parts.join(' ') + (translated ? ` (Translated by ${model ?? 'a language model'}, not checked.)` : '');
}

/** One statement by itself, for whoever shows its quotes, and how they were heard, beside it. */
export function inWords({ text, worded, quotes: [quote] }: Told, model?: string): string {
	if (worded !== 'source') return shown(text, worded, model);
	return quote?.speaker === undefined ? `“${text}”` : `${quote.speaker}: “${text}”`;
}
