import type { TextPassage } from './TextPassage.js';

/** `Mayor Keller: We did.` and `[00:12] Q: Why?`, as transcripts are written down. */
const label = /^(?:[[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+(?:-\s+)?)?(\p{Lu}[^:：.!?;,"“”<>[\]]{0,39})[:：]\s+(?=\S)/u;
const title = /\b(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|Hon|Rev|[A-Z])\./g;

export interface SpokenPassage extends TextPassage {
	readonly speaker?: string;
}

/**
 * Takes the names off the heads of the lines where the text is written down as a conversation: at least half of the lines begin with a name, and names
 * come back. Otherwise nobody is named: `Date: 3 May` is no speaker.
 */
export function speakerLabels(passages: readonly TextPassage[]): readonly SpokenPassage[] {
	const found = passages.map(({ text }) => readLabel(text));
	const names = found.flatMap((label) => (label ? [label.speaker] : []));
	const conversation = names.length >= 3 && names.length >= passages.length * 0.5 && new Set(names).size < names.length;
	if (!conversation) return passages;
	return passages.map((passage, number) => {
		const label = found[number];
		return label ? { line: passage.line, text: passage.text.slice(label.length).trim(), speaker: label.speaker } : passage;
	});
}

function readLabel(text: string): { speaker: string; length: number } | undefined {
	// A title's full stop must not count as the end of a sentence; the length stays the same.
	const match = label.exec(text.slice(0, 80).replace(title, (found) => `${found.slice(0, -1)}\u2024`));
	const speaker = match?.[1]?.replaceAll('\u2024', '.').trim();
	if (!match || !speaker || speaker.split(/\s+/).length > 5) return undefined;
	return { speaker, length: match[0].length };
}
