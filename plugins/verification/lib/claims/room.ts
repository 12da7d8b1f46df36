import type { Sentence } from 'autointel';
import type { Room } from './ReadClause.js';

/** What the whole source says about its names: which words are names at all, and who is in the room. */
export function roomOf(sentences: readonly Sentence[]): Room {
	const inside = new Set(
		sentences.flatMap(({ text }) => [...text.matchAll(/(?<=[\p{Ll}\p{N},] )\p{Lu}[\p{L}’'-]*/gu)].map(([word]) => bare(word)))
	);
	const speakers = new Set(sentences.flatMap(({ speaker }) => speaker?.match(/\p{Lu}[\p{L}’'-]*/gu) ?? []));
	return {
		isKnownName: (word) => inside.has(word),
		isSpeaker: (name) => name.split(' ').some((word) => speakers.has(bare(word)))
	};
}

function bare(word: string): string {
	return word.replace(/['’]s?$/u, '');
}
