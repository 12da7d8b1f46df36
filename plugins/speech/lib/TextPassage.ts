/** A part of one line of a text, verbatim, with the line's markup around it left out. */
export interface TextPassage {
	readonly text: string;
	/** Counted from 1. */
	readonly line: number;
}

/** The lines of a text as everybody counts them: ended by a line feed, with or without a carriage return. */
export function linesOf(text: string): string[] {
	return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

export function plainPassages(text: string): TextPassage[] {
	return linesOf(text)
		.map((line, number) => ({ text: line.trim(), line: number + 1 }))
		.filter(({ text }) => text !== '');
}
