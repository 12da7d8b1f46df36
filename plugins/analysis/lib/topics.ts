import type { Position, Quote } from 'autointel';
import type { KeyPhrase } from './keyPhrases.js';
import { nounPhrases } from './nounPhrases.js';
import type { Window } from './windows.js';

export interface Topic {
	readonly topic: string;
	readonly count: number;
	readonly phrases: readonly string[];
	readonly busiest: Position;
	readonly first: Quote;
}

const fewestMentions = 3;
const mostPhrases = 4;

/** Nouns that come back, each with the phrases it is used in and the stretch where it comes up most. */
export function topicsOf(windows: readonly Window[], phrases: readonly KeyPhrase[], limit: number): Topic[] {
	const perWindow = windows.map(({ passages }) => {
		const counts = new Map<string, number>();
		for (const { words } of passages) {
			for (const { key, words: length } of nounPhrases(words)) if (length === 1) counts.set(key, (counts.get(key) ?? 0) + 1);
		}
		return counts;
	});
	return phrases
		.filter(({ key, head, count }) => key === head && count >= fewestMentions)
		.sort((a, b) => b.count - a.count)
		.slice(0, limit)
		.flatMap(({ phrase, key, count, first }) => {
			const mentions = perWindow.map((counts) => counts.get(key) ?? 0);
			const busiest = windows[mentions.indexOf(Math.max(...mentions))]?.at;
			const related = phrases.filter((other) => other.head === key && other.key !== key).map((other) => other.phrase);
			return busiest ? [{ topic: phrase, count, phrases: related.slice(0, mostPhrases), busiest, first }] : [];
		});
}
