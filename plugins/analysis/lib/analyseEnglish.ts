import type { Position, Segment } from 'autointel';
import { readPassage } from './english.js';
import { entitiesOf } from './entities.js';
import { keyPhrases } from './keyPhrases.js';
import type { LanguageOutput } from './languageOutput.js';
import { mostPerType } from './mostPerType.js';
import type { Passage } from './Passage.js';
import { positionOf } from './Passage.js';
import { readabilityOf } from './readability.js';
import { sentimentOf } from './sentiment.js';
import { topicsOf } from './topics.js';
import { sentimentOfText } from './vader.js';
import { windowsOf } from './windows.js';

const mostPhrases = 15;
const mostTopics = 8;

export interface AnalysisOptions {
	readonly signal: AbortSignal;
	readonly progress: (fraction: number, note?: string) => void;
	/** Names that a language model found in the source, counted in it. */
	readonly names: LanguageOutput['entities'];
}

/** Reads reliable segments of an English source, at least one of them. */
export async function analyseEnglish(segments: readonly Segment[], options: AnalysisOptions): Promise<Omit<LanguageOutput, 'language'>> {
	const passages = await readAll(segments, options);
	const windows = windowsOf(passages);
	const phrases = keyPhrases(passages, namesIn(passages));
	const entities = withNames(entitiesOf(passages), options.names);
	return {
		words: passages.reduce((sum, { count }) => sum + count, 0),
		passages: passages.length,
		sentiment: sentimentOf(windows),
		keyPhrases: phrases.slice(0, mostPhrases).map(({ phrase, count, weight, first }) => ({ phrase, count, weight, first })),
		topics: topicsOf(windows, phrases, mostTopics).map((topic) => ({ ...topic, phrases: [...topic.phrases] })),
		entities: mostPerType(entities),
		entitiesFound: entities.length,
		...readabilityOf(passages),
		span: spanOf(passages)
	};
}

/** What the model calls a name counts as what it says; what only the rules found is added. */
function withNames(found: LanguageOutput['entities'], names: LanguageOutput['entities']): LanguageOutput['entities'] {
	const told = names.map(({ name }) => name.toLowerCase());
	return [...names, ...found.filter(({ name }) => !told.some((other) => other === name.toLowerCase() || alike(other, name.toLowerCase())))];
}

/** `Mr. Lindqvist` and `Lindqvist`, `Tomas Lindqvist` and `Lindqvist` are one. */
function alike(a: string, b: string): boolean {
	return ` ${a}`.endsWith(` ${b}`) || ` ${b}`.endsWith(` ${a}`);
}

const batch = 200;

async function readAll(segments: readonly Segment[], { signal, progress }: AnalysisOptions): Promise<Passage[]> {
	const passages: Passage[] = [];
	for (const [number, segment] of segments.entries()) {
		if (number % batch === 0) {
			progress(number / segments.length, `${number} of ${segments.length} passages`);
			// Lets an abort in.
			await new Promise<void>((resolve) => setImmediate(resolve));
			signal.throwIfAborted();
		}
		const read = readPassage(segment.text);
		passages.push({
			...read,
			segment,
			sentiment: sentimentOfText(segment.text),
			count: read.words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length
		});
	}
	return passages;
}

/** The words of people's names and of dates: they are listed as such, and are no topics. */
function namesIn(passages: readonly Passage[]): ReadonlySet<string> {
	const names = passages.flatMap(({ mentions, segment }) => [
		...mentions.flatMap(({ name, type }) => (type === 'person' || type === 'date' ? [name] : [])),
		...(segment.speaker === undefined ? [] : [segment.speaker])
	]);
	return new Set([...new Set(names)].flatMap((name) => name.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? []));
}

function spanOf(passages: readonly Passage[]): Position {
	const [first, last] = [passages.at(0), passages.at(-1)].map((passage) => passage && positionOf(passage.segment));
	if (!first || !last) throw new TypeError('there is no passage to read');
	return 'start' in first && 'end' in last ? { start: first.start, end: last.end } : first;
}
