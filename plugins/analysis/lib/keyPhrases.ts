import { type Quote, quoteOf, type Segment } from 'autointel';
import { nounPhrases } from './nounPhrases.js';
import type { Passage } from './Passage.js';

export interface KeyPhrase {
	readonly phrase: string;
	/** In lower case and basic forms. */
	readonly key: string;
	readonly head: string;
	readonly count: number;
	readonly weight: number;
	readonly first: Quote;
}

interface Counted {
	readonly head: string;
	readonly words: number;
	readonly segment: Segment;
	/** How often each spelling was used. */
	readonly spellings: Map<string, number>;
	count: number;
	/** How often it stands inside a longer phrase, and in how many different ones. */
	inside: number;
	readonly around: Set<string>;
}

/**
 * Noun phrases that come back, by their C-value: Frantzi, Ananiadou and Mima (2000), Automatic recognition of multi-word terms,
 * International Journal on Digital Libraries 3(2). With log2(words + 1), so that single words count as well. Phrases made of `names` (in
 * lower case) alone are left out.
 */
export function keyPhrases(passages: readonly Passage[], names: ReadonlySet<string>): KeyPhrase[] {
	const counted = countPhrases(passages);
	return [...counted]
		.filter(([, { count }]) => count > 1)
		.map(([key, { spellings, head, words, segment, count, inside, around }]) => {
			const own = around.size === 0 ? count : count - inside / around.size;
			const [phrase] = [...spellings].reduce((most, next) => (next[1] > most[1] ? next : most));
			return { phrase, key, head, count, weight: Math.round(Math.log2(words + 1) * own * 100) / 100, first: quoteOf(segment) };
		})
		.filter(
			({ weight, phrase }) =>
				weight > 0 &&
				!phrase
					.toLowerCase()
					.split(/\s+/)
					.every((word) => names.has(word))
		)
		.sort((a, b) => b.weight - a.weight || b.count - a.count || (a.key < b.key ? -1 : 1));
}

function countPhrases(passages: readonly Passage[]): Map<string, Counted> {
	const counted = new Map<string, Counted>();
	for (const { segment, words } of passages) {
		for (const { key, text, ...phrase } of nounPhrases(words)) {
			const known = counted.get(key) ?? {
				...phrase,
				segment,
				spellings: new Map<string, number>(),
				count: 0,
				inside: 0,
				around: new Set<string>()
			};
			counted.set(key, known);
			known.count += 1;
			known.spellings.set(text, (known.spellings.get(text) ?? 0) + 1);
		}
	}
	for (const [key, { count }] of counted) {
		const words = key.split(' ');
		if (words.length === 1 || count === 1) continue;
		for (const part of partsOf(words)) {
			const inner = counted.get(part);
			if (!inner || inner.around.has(key)) continue;
			inner.inside += count;
			inner.around.add(key);
		}
	}
	return counted;
}

function partsOf(words: readonly string[]): string[] {
	return words.flatMap((_, start) =>
		words.slice(start).flatMap((_, length) => (length + 1 === words.length ? [] : [words.slice(start, start + length + 1).join(' ')]))
	);
}
