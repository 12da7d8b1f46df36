/**
 * Words that say the same in what people claim and in what reference works write, by one of them. Only for comparing: nothing is shown in
 * stems.
 */
const sameWords: readonly (readonly string[])[] = [
	['open', 'inaugurate', 'unveil', 'opening'],
	['build', 'built', 'construct', 'construction', 'complete', 'completion', 'erect', 'finish'],
	['fall', 'fell', 'fallen', 'collapse', 'came down', 'come down', 'brought down', 'bring down', 'failure', 'destroy'],
	['die', 'death', 'dead', 'kill', 'fatality', 'casualty', 'lost their lives'],
	[
		'invent',
		'inventor',
		'invention',
		'patent',
		'devise',
		'discover',
		'discovery',
		'discoverer',
		'develop',
		'development',
		'design',
		'designer'
	],
	['found', 'founder', 'founding', 'foundation', 'establish', 'inception', 'create', 'creation', 'start', 'begin', 'began', 'launch'],
	['write', 'wrote', 'written', 'author', 'publish', 'publication'],
	['born', 'birth'],
	['length', 'long', 'span'],
	['height', 'high', 'tall'],
	['weight', 'weigh', 'heavy', 'mass'],
	['cost', 'price', 'expense'],
	['population', 'inhabitant', 'resident', 'live'],
	['person', 'people', 'man', 'men', 'woman', 'women', 'human'],
	['car', 'vehicle', 'automobile'],
	['metre', 'meter', 'm'],
	['kilometre', 'kilometer', 'km'],
	['foot', 'feet', 'ft'],
	['mile', 'mi'],
	['tonne', 'ton', 't'],
	['kilogram', 'kilogramme', 'kg'],
	['win', 'won', 'victory'],
	['speed', 'accelerate', 'increase', 'faster', 'promote', 'contribute'],
	['corrosion', 'rust', 'corrode'],
	['capital', 'seat of government']
];

/** Lower case, without the usual endings; words of one meaning have one stem. */
export function stem(word: string): string {
	const lower = word.toLowerCase().replace(/['’]s?$/, '');
	return groups.get(lower) ?? groups.get(bare(lower)) ?? bare(lower);
}

/** Enough to make `opened`, `opens` and `opening` one; not a grammar. */
function bare(word: string): string {
	if (word.length <= 3) return word;
	const singular = word
		.replace(/ies$/, 'y')
		.replace(/(ss|sh|ch|x)es$/, '$1')
		.replace(/([^su])s$/, '$1');
	const cut = singular.replace(/(?:ing|ed)$/, '');
	const verb = cut.length >= 3 && /[aeiouy]/.test(cut) ? cut : singular;
	return verb.replace(/([b-df-hj-np-tv-z])\1$/, '$1').replace(/e$/, '');
}

const groups: ReadonlyMap<string, string> = new Map(
	sameWords.flatMap((words) => words.flatMap((word) => [word, bare(word)].map((form): [string, string] => [form, words[0] ?? word])))
);

/** Phrases that stand for one word, put so that they are stemmed as one. */
export function joinPhrases(text: string): string {
	return phrases.reduce((joined, [pattern, word]) => joined.replace(pattern, word), text);
}

const phrases: readonly (readonly [RegExp, string])[] = sameWords.flatMap((words) =>
	words.filter((word) => word.includes(' ')).map((word): [RegExp, string] => [new RegExp(`\\b${word}\\b`, 'giu'), words[0] ?? word])
);
