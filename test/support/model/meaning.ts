import { createHash } from 'node:crypto';
import type { EmbeddingModel } from './EmbeddingEndpoint.js';

/** Words that mean the same, in whatever language. */
const concepts: readonly (readonly string[])[] = [
	['bridge', 'crossing', 'span', 'brücke', 'viaduct'],
	['repair', 'mend', 'mending', 'fix', 'restore', 'restoration', 'reparatur', 'instandsetzung'],
	['cost', 'costs', 'price', 'expense', 'kostet', 'kosten', 'preis'],
	['ferry', 'boat', 'fähre', 'schiff'],
	['mayor', 'bürgermeisterin', 'bürgermeister'],
	['late', 'delayed', 'verspätet'],
	['school', 'schule']
];
const conceptOf = new Map(concepts.flatMap((words) => words.map((word) => [word, words[0] ?? word])));
const empty = new Set(
	'a an and are as at be by did do does for has have how i in is it of on our that the this to was what when which who will with der die das des den dem ein eine einer ist und von was wie viel wird wer zu'.split(
		' '
	)
);

/** Vectors by which texts are near that share words, or words that mean the same. The same text always has the same one. */
export function meaningOf(text: string, dimensions = 256): readonly number[] {
	const sum = new Array<number>(dimensions).fill(0);
	for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
		if (empty.has(word)) continue;
		for (const [index, value] of directionOf(conceptOf.get(word) ?? word, dimensions).entries()) sum[index] = (sum[index] ?? 0) + value;
	}
	return sum.some((value) => value !== 0) ? sum : directionOf('nothing at all', dimensions);
}

/** Whoever knows what texts mean. */
export const knowing: EmbeddingModel = ({ texts }) => ({ vectors: texts.map((text) => meaningOf(text)) });

const directions = new Map<string, readonly number[]>();

function directionOf(word: string, dimensions: number): readonly number[] {
	const key = `${dimensions}/${word}`;
	const known = directions.get(key);
	if (known) return known;
	let state = createHash('sha256').update(word).digest().readUInt32LE();
	const next = () => {
		// Mulberry32.
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 - 0.5;
	};
	const direction = Array.from({ length: dimensions }, next);
	directions.set(key, direction);
	return direction;
}
