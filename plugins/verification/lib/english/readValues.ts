import { magnitudes, numberWords, ordinalWords, readNumberWords, readOrdinal } from './numberWords.js';
import { stem } from './stem.js';
import type { Value } from './Value.js';

/** All figures of an English text, in their order. What is part of a date is no count as well. */
export function readValues(text: string): readonly Value[] {
	const values: Value[] = [];
	const free = (from: number, to: number) => values.every((value) => to <= value.from || from >= value.to);
	for (const [pattern, read] of readers) {
		for (const match of text.matchAll(pattern)) {
			const from = match.index;
			const value = read(match.groups ?? {}, text.slice(from + match[0].length), text.slice(0, from));
			if (value !== undefined && free(from, from + match[0].length))
				values.push({ ...value, text: match[0], from, to: from + match[0].length });
		}
	}
	return values.sort((one, other) => one.from - other.from);
}

type Found = Pick<Value, 'kind' | 'number'> & Partial<Pick<Value, 'month' | 'day' | 'unit'>>;
type Reader = (groups: Readonly<Record<string, string | undefined>>, after: string, before: string) => Found | undefined;

const months = 'january february march april may june july august september october november december'.split(' ');
const month = `(?<month>${months.join('|')})`;
const ordinal = `(?<day>\\d{1,2}(?:st|nd|rd|th)?|${ordinalWords})`;
const year = '(?<year>[12]\\d{3})';
const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const amount = `(?<number>${digits}|${numberWords})(?:[ -](?<magnitude>${Object.keys(magnitudes).join('|')}))?`;

const currencies: Readonly<Record<string, string>> = {
	$: 'dollar',
	'€': 'euro',
	'£': 'pound',
	dollar: 'dollar',
	euro: 'euro',
	pound: 'pound'
};

/** The most telling ones first: what they take is not read again. */
const readers: readonly (readonly [RegExp, Reader])[] = [
	[new RegExp(`\\b${ordinal}(?: of)? ${month}(?:,? ${year})?\\b`, 'giu'), date],
	[new RegExp(`\\b${month} ${ordinal}(?!\\d)(?:,? ${year})?\\b`, 'giu'), date],
	[new RegExp(`\\b${month}(?: of)?,? ${year}\\b`, 'giu'), date],
	[/\b(?<number>[12]\d{2}0)s\b/gu, ({ number }) => ({ kind: 'decade', number: Number(number) })],
	[new RegExp(`(?<currency>[$€£])\\s?${amount}`, 'giu'), money],
	[new RegExp(`\\b${amount} (?<currency>dollar|euro|pound)s?\\b`, 'giu'), money],
	[new RegExp(`\\b${amount}\\s?(?:%|per ?cent\\b)`, 'giu'), (groups) => given('percent', numberOf(groups))],
	[/\ba (?<part>third|quarter|fifth|tenth)\b(?! of \p{Lu})/giu, ({ part }) => given('percent', parts[part?.toLowerCase() ?? ''])],
	[new RegExp(`\\b${year}\\b(?![,.]?\\d|-\\p{L})`, 'giu'), plainYear],
	[new RegExp(`(?<![\\d.,-])\\b${amount}(?![\\d%])\\b`, 'giu'), count]
];

const parts: Readonly<Record<string, number>> = { third: 100 / 3, quarter: 25, fifth: 20, tenth: 10 };

function date({ month: name, day: dayText, year: yearText }: Parameters<Reader>[0]): Found {
	const day = dayText === undefined ? undefined : readOrdinal(dayText);
	return {
		kind: 'date',
		number: Number(yearText ?? 0),
		month: months.indexOf(name?.toLowerCase() ?? '') + 1,
		...(day === undefined ? {} : { day })
	};
}

function money(groups: Parameters<Reader>[0]): Found | undefined {
	const unit = currencies[groups['currency']?.toLowerCase() ?? ''];
	return unit === undefined ? undefined : given('money', numberOf(groups), unit);
}

/** Four digits are a year, unless something is counted with them. */
function plainYear({ year: text }: Parameters<Reader>[0], after: string, before: string): Found | undefined {
	const number = Number(text);
	if (number > 2100) return undefined;
	const counted = unitAfter(after);
	const timely =
		/\b(?:in|since|by|until|till|from|to|of|and|early|late|mid|before|after|around|circa|about|during|between|year|summer|winter|spring|autumn)[ -]\(?$/iu;
	return counted !== undefined && !timely.test(before) ? undefined : { kind: 'date', number };
}

function count(groups: Parameters<Reader>[0], after: string): Found | undefined {
	const number = numberOf(groups);
	// "One" is mostly no figure: one of them, one day, one thing.
	if (number === undefined || (/^(?:one|a)$/i.test(groups['number'] ?? '') && groups['magnitude'] === undefined)) return undefined;
	return given('count', number, unitAfter(after));
}

function given(kind: Value['kind'], number: number | undefined, unit?: string): Found | undefined {
	return number === undefined ? undefined : { kind, number, ...(unit === undefined ? {} : { unit }) };
}

function numberOf({ number, magnitude }: Parameters<Reader>[0]): number | undefined {
	const plain = /^\d/.test(number ?? '') ? Number(number?.replaceAll(',', '')) : readNumberWords(number ?? '');
	return plain === undefined || Number.isNaN(plain) ? undefined : plain * (magnitudes[magnitude?.toLowerCase() ?? ''] ?? 1);
}

const noUnit =
	/^(?:of|and|or|to|in|on|at|for|by|with|from|than|that|which|who|the|a|an|is|was|are|were|as|when|if|but|so|it|times|more|less|per|not|against|between|among|after|before|since|until|ago|now|today|then|there|here|we|they|he|she|you|i|has|have|had|will|would|can|could|may|might)$/iu;

/** What is counted: the noun after the figure, past the words that describe it. `frozen bearings` are bearings. */
function unitAfter(after: string): string | undefined {
	const [, words = ''] = /^[ -]((?:[\p{L}'’]+(?:[ -]|$|(?=[^\p{L}]))){1,3})/u.exec(after) ?? [];
	const described = words.trim().split(/[ -]/);
	const end = described.findIndex((word) => noUnit.test(word));
	const noun = (end < 0 ? described : described.slice(0, end)).slice(0, 3);
	// Adjectives come first, and plurals end it: the first plural, or else the first word.
	const unit = noun.find((word) => /(?:[^s]s|people|men|women|feet)$/iu.test(word)) ?? noun[0];
	return unit === undefined || unit === '' ? undefined : stem(unit);
}
