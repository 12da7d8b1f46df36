import type { Position, Segment } from 'autointel';
import { readPassage } from './english.js';
import { entitiesOf } from './entities.js';
import { keyPhrases } from './keyPhrases.js';
import type { LanguageOutput } from './languageOutput.js';
import type { Passage } from './Passage.js';
import { positionOf } from './Passage.js';
import { readabilityOf } from './readability.js';
import { sentimentOf } from './sentiment.js';
import { topicsOf } from './topics.js';
import { sentimentOfText } from './vader.js';
import { windowsOf } from './windows.js';

const mostPhrases = 15;
const mostTopics = 8;
const mostEntitiesPerType = 15;

export interface AnalysisOptions {
	readonly signal: AbortSignal;
	readonly progress: (fraction: number, note?: string) => void;
}

/** Reads reliable segments of an English source, at least one of them. */
export async function analyseEnglish(segments: readonly Segment[], options: AnalysisOptions): Promise<Omit<LanguageOutput, 'language'>> {
	const passages = await readAll(segments, options);
	const windows = windowsOf(passages);
	const phrases = keyPhrases(passages, namesIn(passages));
	const entities = entitiesOf(passages);
	const perType = new Map<string, number>();
	return {
		words: passages.reduce((sum, { count }) => sum + count, 0),
		passages: passages.length,
		sentiment: sentimentOf(windows),
		keyPhrases: phrases.slice(0, mostPhrases).map(({ phrase, count, weight, first }) => ({ phrase, count, weight, first })),
		topics: topicsOf(windows, phrases, mostTopics).map((topic) => ({ ...topic, phrases: [...topic.phrases] })),
		entities: entities.filter(({ type }) => {
			perType.set(type, (perType.get(type) ?? 0) + 1);
			return (perType.get(type) ?? 0) <= mostEntitiesPerType;
		}),
		entitiesFound: entities.length,
		...readabilityOf(passages),
		span: spanOf(passages)
	};
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
