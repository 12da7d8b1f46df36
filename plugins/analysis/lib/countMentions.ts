import { fold, type Quote, quoteOf, type Segment } from 'autointel';

export interface Mentions {
	readonly count: number;
	readonly first: Quote;
}

/** Counts a word or phrase in segments, as whole words. `undefined`: it is nowhere, whoever says that it is there. */
export function countMentions(phrase: string, segments: readonly Segment[]): Mentions | undefined {
	const wanted = squeeze(phrase);
	if (!/[\p{L}\p{N}]/u.test(wanted)) return undefined;
	const found = segments.flatMap((segment) => {
		const count = occurrences(wanted, squeeze(segment.text));
		return count === 0 ? [] : [{ segment, count }];
	});
	const [first] = found;
	return first && { count: found.reduce((sum, { count }) => sum + count, 0), first: quoteOf(first.segment) };
}

function occurrences(wanted: string, text: string): number {
	let count = 0;
	for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
		const end = at + wanted.length;
		if (parts(text.slice(0, at), wanted) && parts(wanted, text.slice(end))) count++;
	}
	return count;
}

/** Whether a word ends where one text ends and the other begins. Scripts without spaces end words anywhere. */
function parts(before: string, after: string): boolean {
	return !(/[\p{L}\p{N}\p{M}]$/u.test(before) && /^[\p{L}\p{N}\p{M}]/u.test(after)) || /\p{Lo}$/u.test(before) || /^\p{Lo}/u.test(after);
}

function squeeze(text: string): string {
	return fold(text).replace(/\s+/gu, ' ').trim();
}
