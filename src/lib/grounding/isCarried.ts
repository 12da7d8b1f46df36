import { fold } from '#lib/text/fold';
import { stopWordsFor } from '#lib/text/stopWords';
import { supportedLocales } from '#lib/text/supportedLocales';
import type { Quote } from '#lib/workflow/quote';
import { negationsIn } from './changesMeaning.js';
import { numbersIn } from './figures.js';

/** What a statement rests on. */
export interface Evidence {
	/** The words that carry it. */
	readonly quotes: readonly Quote[];
	/** What stands around them: a statement may take words from there, but no figures. */
	readonly context?: readonly string[];
}

/** The part of a statement's words that have to stand in its evidence. */
const least = 0.55;

/**
 * Whether somebody else's words for what was said can rest on its evidence: each of its figures and names stands there, it says no where the
 * quotes do, and most of its other words are theirs. Necessary, not sufficient: whoever twists words that were said is not found out. So
 * such a statement is never shown without its quotes. Works within one language: `language` is that of both.
 */
export function isCarried(statement: string, { quotes, context = [] }: Evidence, language: string): boolean {
	const quoted = quotes.map(({ quote }) => quote);
	const [first] = quoted;
	if (first === undefined) return false;
	const numbers = numbersIn(quoted.join(' '));
	if ([...numbersIn(statement)].some((number) => !numbers.has(number))) return false;
	const reader = new Words(language);
	const clauses = quoted.flatMap((quote) => clausesOf(quote, reader));
	if (!clausesOf(statement, reader).every((clause) => agrees(clause, clauses))) return false;
	const speakers = quotes.flatMap(({ speaker }) => speaker ?? []);
	const known = new Set(reader.read([...quoted, ...context, ...speakers].join(' \n')).map(({ stem }) => stem));
	const words = reader.read(statement);
	if (words.some(({ isName, stem }) => isName && !known.has(stem))) return false;
	const told = telling(words);
	return told.length > 0 && told.filter(({ stem }) => known.has(stem)).length / told.length >= least;
}

interface Clause {
	readonly isNegative: boolean;
	readonly stems: ReadonlySet<string>;
}

/** Parts of a sentence that can say yes or no by themselves. */
function clausesOf(text: string, reader: Words): readonly Clause[] {
	const clauses = text
		.split(/[;:!?…]|[,.](?!\p{N})|(?<!\p{L})(?:and|but|while|und|aber|et|mais|y|pero|e|ma|mas|en|maar)(?!\p{L})/iu)
		.map((part) => ({ isNegative: negationsIn(part) > 0, stems: new Set(telling(reader.read(part)).map(({ stem }) => stem)) }))
		.filter(({ stems, isNegative }) => stems.size > 1 || isNegative);
	return clauses.length > 0 ? clauses : [{ isNegative: negationsIn(text) > 0, stems: new Set() }];
}

/** Whether one of those clauses that have most words in common with it says yes or no as it does. */
function agrees({ isNegative, stems }: Clause, clauses: readonly Clause[]): boolean {
	const shared = clauses.map((clause) => [...stems].filter((stem) => clause.stems.has(stem)).length);
	const most = Math.max(...shared);
	return clauses.some((clause, index) => shared[index] === most && clause.isNegative === isNegative);
}

function telling(words: readonly Word[]): readonly Word[] {
	return words.filter(({ isStop }) => !isStop);
}

interface Word {
	readonly stem: string;
	readonly isName: boolean;
	readonly isStop: boolean;
}

class Words {
	readonly #segmenter: Intl.Segmenter;
	readonly #stopWords: ReadonlySet<string>;
	readonly #namesStandOut: boolean;

	public constructor(language: string) {
		this.#segmenter = new Intl.Segmenter(supportedLocales(language), { granularity: 'word' });
		this.#stopWords = stopWordsFor(language) ?? new Set();
		// German writes every noun with a capital.
		this.#namesStandOut = !/^(?:de|lb)\b/iu.test(language);
	}

	public read(text: string): readonly Word[] {
		const words: Word[] = [];
		let begins = true;
		for (const { segment, isWordLike } of this.#segmenter.segment(text)) {
			if (isWordLike) {
				const folded = fold(segment).replace(/'s?$/u, '');
				const isStop = this.#stopWords.has(folded);
				words.push({ stem: stem(folded), isStop, isName: this.#namesStandOut && !begins && !isStop && /^\p{Lu}/u.test(segment) });
				begins = false;
			} else if (/[.!?…:“„«"\n]/u.test(segment)) begins = true;
		}
		return words;
	}
}

/** The beginning of a word: "repairs", "repaired" and "repairing" are the same, in languages that change the ends of words. */
function stem(word: string): string {
	return word.length > 5 ? word.slice(0, Math.max(5, Math.ceil(word.length * 0.6))) : word.replace(/s$/u, '');
}
