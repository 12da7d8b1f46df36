/** The figures of a text in their order, without signs that group digits: `1,200.5` and `1 200,5` are `1200.5`. */
export function figuresIn(text: string): readonly string[] {
	const figures = text.normalize('NFKC').match(/\p{N}+(?:[.,' \u00a0\u202f]\p{N}{3}(?!\p{N}))*(?:[.,:]\p{N}+)*/gu) ?? [];
	return figures.map((figure) => figure.replace(/[.,' \u00a0\u202f](?=\p{N}{3}(?!\p{N}))/gu, '').replace(/[,:]/gu, '.'));
}

const units =
	'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const magnitudes = ['hundred', 'thousand', 'million', 'billion', 'trillion'];
const values = new Map<string, number>([
	...units.flatMap((word, index) => [[word, index + 2] as const, [ordinal(word), index + 2] as const]),
	...tens.flatMap((word, index) => [[word, (index + 2) * 10] as const, [ordinal(word), (index + 2) * 10] as const])
]);

/** All numbers of an English text, in figures and in words: "forty-four" is `44`. "One", "first" and "second" mean too many other things. */
export function numbersIn(text: string): ReadonlySet<string> {
	const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
	const numbers = new Set(figuresIn(text));
	for (const [index, word] of words.entries()) {
		const value = values.get(word);
		const before = values.get(words[index - 1] ?? '') ?? 0;
		const after = values.get(words[index + 1] ?? '') ?? 0;
		if (magnitudes.includes(word.replace(/s$/u, ''))) numbers.add(word.replace(/s$/u, ''));
		if (value === undefined || (value < 10 && before >= 20)) continue;
		numbers.add(String(value >= 20 && after > 0 && after < 10 ? value + after : value));
	}
	return numbers;
}

function ordinal(word: string): string {
	const irregular: Readonly<Record<string, string>> = {
		two: 'two',
		three: 'third',
		five: 'fifth',
		eight: 'eighth',
		nine: 'ninth',
		twelve: 'twelfth'
	};
	return irregular[word] ?? (word.endsWith('y') ? `${word.slice(0, -1)}ieth` : `${word}th`);
}
