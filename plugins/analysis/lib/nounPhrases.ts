import type { Word } from './english.js';

/** A phrase around a noun, as in `the new library budget`: its words without the small ones. */
export interface NounPhrase {
	/** As it stands in the passage. */
	readonly text: string;
	/** The same for all forms of the words: singular and plural, upper and lower case. */
	readonly key: string;
	/** The lemma of its last word, the noun that the others describe. */
	readonly head: string;
	readonly words: number;
}

const longest = 4;
const nouns: ReadonlySet<string> = new Set(['NOUN', 'PROPN']);
/** Nouns that people say without talking about them. */
const fillers: ReadonlySet<string> = new Set(
	'bit case cent course day dollar euro everybody everyone fact guy kind lady like lot lots mean moment million month one people percent point pound right set sir sort stuff thing time today tomorrow tonight way week year yesterday'.split(
		' '
	)
);

/** All of a passage, also those inside longer ones. */
export function nounPhrases(words: readonly Word[]): NounPhrase[] {
	const phrases: NounPhrase[] = [];
	for (const run of runs(words)) {
		for (let end = 1; end <= run.length; end += 1) {
			const head = run[end - 1];
			if (!head || !nouns.has(head.kind) || fillers.has(head.lemma) || head.text.length < 3) continue;
			for (let start = Math.max(0, end - longest); start < end; start += 1) phrases.push(phraseOf(run.slice(start, end), head.lemma));
		}
	}
	return phrases;
}

function runs(words: readonly Word[]): Word[][] {
	const found: Word[][] = [];
	let run: Word[] = [];
	for (const word of words) {
		const belongs = (nouns.has(word.kind) || word.kind === 'ADJ') && !word.small && /^[\p{L}][\p{L}\p{N}'’-]*$/u.test(word.text);
		if (belongs) run.push(word);
		if (belongs && word !== words.at(-1)) continue;
		if (run.length > 0) found.push(run);
		run = [];
	}
	return found;
}

function phraseOf(words: readonly Word[], head: string): NounPhrase {
	return {
		text: words.map(({ text, spaceBefore }, number) => (number === 0 ? text : spaceBefore + text)).join(''),
		key: words.map(({ lemma }) => lemma.toLowerCase()).join(' '),
		head: head.toLowerCase(),
		words: words.length
	};
}
