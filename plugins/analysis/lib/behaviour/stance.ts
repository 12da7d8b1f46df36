/** Words with which English speakers leave themselves a way out, and words with which they close it. */
import type { Sentence } from 'autointel';
import type { BehaviourOutput } from './behaviourOutput.js';
import type { WordCounter } from './WordCounter.js';

/** After the lists of hedges and boosters in Hyland, K. (2005), Metadiscourse, without those that mostly mean something else in speech. */
const hedges = [
	'maybe|perhaps|possibly|probably|presumably|apparently|supposedly|allegedly|roughly|approximately|somewhat|likely|unlikely|hopefully',
	'might|seems?|seemed|appears? to|appeared to|tends? to|tended to',
	'(?:i|we) (?:think|guess|suppose|believe|assume|suspect|feel|imagine|would say|doubt)',
	'(?:as far as|to the best of) (?:i|we|my|our)\\b',
	'in my (?:opinion|view|experience)',
	'(?<!\\b(?:a|this|that|what|some|any|same|every|one|the) )(?:sort|kind) of',
	'(?:about|around)(?= (?:\\d|half\\b|a (?:hundred|thousand|million|third|quarter)|two\\b|three\\b|four\\b|five\\b|six\\b|seven\\b|eight\\b|nine\\b|ten\\b|twenty\\b|thirty\\b|forty\\b|fifty\\b))',
	'more or less|or so|not sure|not certain|i am not sure|it depends|could be|may be|may well|to some extent|in a way'
];
const boosters = [
	'certainly|definitely|undoubtedly|undeniably|obviously|clearly|surely|absolutely|totally|completely|entirely|utterly|indisputably|evidently',
	'always|never|everybody|everyone|nobody|no one|nothing',
	'of course|no doubt|without (?:a |any )?doubt|beyond (?:a |any )?doubt|in fact|for sure|i am (?:sure|certain|convinced)|we are (?:sure|certain|convinced)',
	'(?:i|we|you) (?:all )?know(?: that)?(?= (?:it|the|that|this|he|she|they|we|there|what))',
	'there is no question|it is (?:clear|obvious|certain|a fact)|the (?:fact|truth) is|believe me|i promise|i guarantee'
];

const patterns = { hedging: patternOf(hedges), certainty: patternOf(boosters) } as const;

const listedWords = 6;
const listedPassages = 3;

export function stanceOf(
	kind: keyof typeof patterns,
	sentences: readonly Sentence[],
	counter: WordCounter
): NonNullable<BehaviourOutput['hedging']> {
	const counts = new Map<string, number>();
	const passages: { readonly words: string[]; readonly quotes: Sentence['quotes']; readonly density: number }[] = [];
	let total = 0;
	for (const { text, quotes } of sentences) {
		const length = counter.count(text);
		total += length;
		const words = [...text.replaceAll('’', "'").matchAll(patterns[kind])].map(([word]) => word.toLowerCase().trim());
		for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
		if (words.length > 0) passages.push({ words, quotes, density: words.length + words.length / Math.max(8, length) });
	}
	const count = [...counts.values()].reduce((sum, times) => sum + times, 0);
	return {
		count,
		perHundredWords: total === 0 ? 0 : Math.round((count / total) * 1000) / 10,
		words: [...counts]
			.map(([word, times]) => ({ word, count: times }))
			.sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
			.slice(0, listedWords),
		passages: passages
			.sort((a, b) => b.density - a.density)
			.slice(0, listedPassages)
			.map(({ words, quotes }) => ({ words, quotes: [...quotes] }))
	};
}

function patternOf(alternatives: readonly string[]): RegExp {
	return new RegExp(`(?<![\\p{L}'-])(?:${alternatives.join('|')})(?![\\p{L}'-])`, 'giu');
}
