import type { Quote } from 'autointel';

/** Sentences of the source as one text. Where the source says who speaks, so does the text; a sentence is never put into nobody's mouth. */
export function attribute(statements: readonly { readonly text: string; readonly quotes: readonly Quote[] }[]): string {
	let speaking: string | undefined;
	const parts: string[] = [];
	for (const { text, quotes } of statements) {
		const speaker = quotes[0]?.speaker;
		if (speaker === undefined) parts.push(text);
		else parts.push(speaker === speaking ? `“${text}”` : `${speaker}: “${text}”`);
		speaking = speaker;
	}
	return parts.join(' ');
}
