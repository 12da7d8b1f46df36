import type { ParsedResult } from 'chrono-node';
import { monthsOf } from './monthsOf.js';
import { goesOnCounting, yearWords } from './yearWords.js';

/** A date as somebody names it. What is not said is not there: nothing is filled in. */
export interface NamedDate {
	/** As it stands in the text. */
	readonly words: string;
	readonly year?: number;
	/** 1 to 12. */
	readonly month?: number;
	readonly day?: number;
}

type FoundDate = NamedDate & { readonly at: number };

/** The languages whose dates can be read, as chrono-node names them. */
const languages = ['en', 'de', 'fr', 'ja', 'pt', 'nl', 'zh', 'ru', 'es', 'uk', 'it', 'sv', 'fi', 'vi'] as const;
export type DateLanguage = (typeof languages)[number];

const year = '(1[0-9]{3}|20[0-9]{2})(?![\\p{L}\\p{N}]|[.,:/-]\\p{N})';
const decade = '(1[0-9]{2}0|20[0-9]0)s';

/** Reads the dates in sentences of one language. */
export class DateReader {
	readonly #parse: (text: string) => readonly ParsedResult[];
	readonly #months: readonly (readonly string[])[];
	readonly #monthAndYear: RegExp;
	readonly #isWrittenWithCharacters: boolean;
	readonly #years: readonly { readonly pattern: RegExp; readonly sure: boolean }[];

	private constructor(parse: (text: string) => readonly ParsedResult[], language: DateLanguage) {
		this.#parse = parse;
		this.#isWrittenWithCharacters = language === 'ja' || language === 'zh';
		this.#months = monthsOf(language);
		this.#monthAndYear = after(this.#months.flat().join('|') || '(?!)', `(?:,? (?:of |de |del |van )?|\\.? )${year}`);
		const words = yearWords[language];
		this.#years = [
			...(words === undefined ? [] : [{ pattern: after(words.sure, ` (?:the )?${year}`), sure: true }]),
			...(words?.likely === undefined ? [] : [{ pattern: after(words.likely, ` ${year}`), sure: false }]),
			...(language === 'en' ? [{ pattern: after('the|early|late|mid', `[ -]${decade}`), sure: true }] : [])
		];
	}

	/** `undefined`: dates in this language cannot be read. Loads a large library. */
	public static async for(language: string): Promise<DateReader | undefined> {
		const known = languageOf(language);
		if (known === undefined) return undefined;
		const chrono = await import('chrono-node');
		return new DateReader((text) => chrono[known].strict.parse(text), known);
	}

	/** Dates with a year, or with a day and a month, in their order. `last week` and `in ten years` are none: they name no date. */
	public read(text: string): readonly NamedDate[] {
		const found: FoundDate[] = [];
		for (const date of [
			...this.#days(text),
			...this.#monthsAndYears(text),
			...this.#yearsAlone(text),
			...this.#yearsWithCharacters(text)
		]) {
			const overlaps = ({ at, words }: FoundDate) => at < date.at + date.words.length && date.at < at + words.length;
			if (!found.some(overlaps)) found.push(date);
		}
		return found.sort((a, b) => a.at - b.at).map(({ at: _, ...date }) => date);
	}

	#days(text: string): readonly FoundDate[] {
		return this.#parse(text).flatMap(({ text: words, index, start }) => {
			const [year, month, day] = (['year', 'month', 'day'] as const).map((part) =>
				start.isCertain(part) ? (start.get(part) ?? undefined) : undefined
			);
			// `for ten minutes` and `next week` are given all parts, counted from now.
			if (month === undefined || day === undefined || (year !== undefined && !words.includes(String(year)))) return [];
			// Day and month of 3/4/2024 stand in another order on the other side of the ocean.
			const parts = /^[\d/\s]+$/u.test(words) ? {} : { month, day };
			return year === undefined && !('day' in parts) ? [] : [{ words, at: index, ...(year === undefined ? {} : { year }), ...parts }];
		});
	}

	#monthsAndYears(text: string): readonly FoundDate[] {
		return [...text.matchAll(this.#monthAndYear)].map(({ 0: words, 1: name = '', 2: digits, index }) => ({
			words,
			at: index,
			year: Number(digits),
			month: this.#months.findIndex((forms) => forms.includes(name.toLowerCase())) + 1
		}));
	}

	/** `1931年`, `2018年8月`. */
	#yearsWithCharacters(text: string): readonly FoundDate[] {
		if (!this.#isWrittenWithCharacters) return [];
		return [...text.matchAll(/(?<!\p{N})(1[0-9]{3}|20[0-9]{2})年(?:(1[0-2]|[1-9])月)?/gu)].map(
			({ 0: words, 1: digits, 2: month, index }) => ({
				words,
				at: index,
				year: Number(digits),
				...(month === undefined ? {} : { month: Number(month) })
			})
		);
	}

	#yearsAlone(text: string): readonly FoundDate[] {
		return this.#years.flatMap(({ pattern, sure }) =>
			[...text.matchAll(pattern)].flatMap(({ 0: whole, 2: digits = '', index }) => {
				const end = index + whole.length;
				if (!sure && goesOnCounting.test(text.slice(end))) return [];
				const words = whole.endsWith('s') ? `${digits}s` : digits;
				return [{ words, at: end - words.length, year: Number(digits) }];
			})
		);
	}
}

function languageOf(language: string): DateLanguage | undefined {
	return language === 'und' ? undefined : languages.find((name) => name === new Intl.Locale(language).language);
}

/** Whether dates in a language can be read. */
export function readsDates(language: string): boolean {
	return languageOf(language) !== undefined;
}

/** `words` is the first group. */
function after(words: string, pattern: string): RegExp {
	return new RegExp(`(?<![\\p{L}\\p{N}])(${words})${pattern}`, 'giu');
}
