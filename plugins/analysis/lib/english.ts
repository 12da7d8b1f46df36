import nlp from 'compromise';
import winkModel from 'wink-eng-lite-web-model';
import winkNlp, { type ItsFunction } from 'wink-nlp';

/**
 * What is known about English words: wink-nlp reads words, amounts and dates; compromise knows names. Only to be loaded where it is used:
 * the two take some 100 MB of memory.
 */
const wink = winkNlp(winkModel);
const { its } = wink;
// Its declaration is at odds with that of `out`.
const lemma = its.lemma as unknown as ItsFunction<string>;

export interface Word {
	readonly text: string;
	readonly lemma: string;
	/** The part of speech, as Universal Dependencies names it. */
	readonly kind: string;
	readonly spaceBefore: string;
	/** One of the small words that carry no topic: `the`, `of`, `we`. */
	readonly small: boolean;
}

export type EntityType = 'person' | 'place' | 'organisation' | 'date' | 'money' | 'percentage';

interface Mention {
	/** As it stands in the text. */
	readonly name: string;
	readonly type: EntityType;
}

export interface ReadPassage {
	readonly words: readonly Word[];
	readonly mentions: readonly Mention[];
}

export function readPassage(text: string): ReadPassage {
	const document = wink.readDoc(text);
	const tokens = document.tokens();
	const [values, lemmas, kinds, spaces, small] = [
		tokens.out(its.value),
		tokens.out(lemma),
		tokens.out(its.pos),
		tokens.out(its.precedingSpaces),
		tokens.out(its.stopWordFlag)
	];
	return {
		words: values.map((value, number) => ({
			text: value,
			lemma: lemmas[number] ?? value,
			kind: kinds[number] ?? 'X',
			spaceBefore: spaces[number] ?? '',
			small: Boolean(small[number])
		})),
		mentions: [...amounts(document.entities().out(its.detail)), ...names(text)].filter(({ name }) => text.includes(name))
	};
}

const amountTypes: Readonly<Record<string, EntityType>> = { DATE: 'date', MONEY: 'money', PERCENT: 'percentage' };

function amounts(details: readonly unknown[]): Mention[] {
	return details.flatMap((detail) => {
		const { value, type } = detail as { readonly value: string; readonly type: string };
		const known = amountTypes[type];
		// `tomorrow` and `last year` are dates too, but name none.
		return known && (known !== 'date' || /\d|\p{Lu}/u.test(value)) ? [{ name: value, type: known }] : [];
	});
}

function names(text: string): Mention[] {
	// Nothing that is written without capitals is looked up as a name: too much would be taken for one.
	if (!/\p{Lu}/u.test(text)) return [];
	const document = nlp(text);
	const found = (type: EntityType, view: { out(format: 'array'): unknown }) =>
		(view.out('array') as readonly string[]).map((name) => ({ name: trimName(name), type }));
	return [
		...found('person', document.people()),
		...found('place', document.places()),
		...found('organisation', document.organizations())
	].filter(({ name }) => /^\p{Lu}/u.test(name) && name.length > 1);
}

function trimName(name: string): string {
	return name.replace(/^[^\p{L}\p{N}]+|(?:['’]s?)?[^\p{L}\p{N}]*$/gu, '');
}

export interface Reading {
	/** Flesch reading ease: Flesch, R. (1948), A new readability yardstick, Journal of Applied Psychology 32(3). */
	readonly fleschReadingEase: number;
	readonly words: number;
	readonly sentences: number;
}

export function measureReading(text: string): Reading {
	const stats = wink.readDoc(text).out(its.readabilityStats) as { fres: number; numOfWords: number; numOfSentences: number };
	return { fleschReadingEase: stats.fres, words: stats.numOfWords, sentences: stats.numOfSentences };
}
