/**
 * Sentences that have nothing to do with anything anybody asks. How near is near differs from model to model: with one, texts that have
 * nothing in common have a cosine of 0.1, with another of 0.7. So a text is near a question when it is clearly nearer than these are. They are in
 * several languages, because a model may hold texts for near only because they are in one language.
 */
export const farSentences: readonly string[] = [
	'The recipe needs two eggs, a cup of flour and a pinch of salt.',
	'The referee added four minutes and the match ended in a draw.',
	'Stars are born in cold clouds of gas and dust.',
	'She tuned the second string of the guitar a little lower.',
	'Die Katze schläft den ganzen Nachmittag auf dem Fensterbrett.',
	'Der Zug nach Hamburg fährt heute von Gleis sieben.',
	'Le pain est encore chaud, il sort du four.',
	'Les oiseaux migrateurs partent vers le sud en automne.',
	'Mi abuela teje una bufanda de lana azul.',
	'La marea sube dos veces al día.',
	'このシャツは洗濯機で洗えます。',
	'Снег лежал на крышах до самой весны.'
];

/**
 * Of the way from what is far to what is the same, the part that a text has to have come. Not measured by us. Others found questions and
 * what answers them at 0.44, and what does not at 0.08 (text-embedding-3-large, afurmanov.com/chunk-size-embedding-similarity), or at 0.80
 * and 0.72 (text-embedding-ada-002, run-llama/llama_index#12487): 0.39 and 0.29 of the way.
 */
const leastPart = 0.2;

/** From what cosine on a text is near a question. `far`: those of the question with the far sentences. */
export function nearFrom(far: readonly number[]): number {
	// Not the highest: a question may be about one of them after all.
	const [, second = 0] = [...far].sort((a, b) => b - a);
	return second + leastPart * (1 - second);
}
