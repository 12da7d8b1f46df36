/** A briefing by a language model: its points and chapters as far as the source bears them out, and local work for the rest. */
import {
	fold,
	type GroundedQuote,
	Grounding,
	isCarried,
	type Quote,
	type Segment,
	type StageLanguageModel,
	sameLanguage,
	type TranscriptPart
} from 'autointel';
import { type AskedBriefing, askBriefing, type NamedPoint } from './askBriefing.js';
import { type Briefing, briefRead } from './brief.js';
import type { BriefingOutput } from './briefingOutput.js';
import { namedChapters, startsOf } from './namedChapters.js';
import { placeOf } from './placeOf.js';
import { readTranscript, type Transcript } from './readTranscript.js';

export interface ModelOptions {
	readonly languageModel: StageLanguageModel;
	/** The reader's. */
	readonly reportLanguage: string;
	/** Phrases that are known to be topics of the source. */
	readonly phrases: readonly string[];
	readonly progress: (fraction: number, note: string) => void;
}

type Takeaway = Omit<Briefing['takeaways'][number], 'chapter' | 'score'>;

const mostTakeaways = 12;
/** With fewer of the model's, local ones are added. */
const fewestTakeaways = 3;

export async function briefWithModel(transcript: Transcript, options: ModelOptions): Promise<BriefingOutput> {
	const { segments, language } = transcript;
	const { languageModel, reportLanguage, phrases, progress } = options;
	const read = readTranscript(transcript);
	const local = briefRead(read, { phrases });
	if (local.sentences === 0) return local;
	const available = await languageModel.availability();
	if (!available.available) return { ...local, withoutModel: available.reason };

	const grounding = new Grounding(segments);
	const found = new Map<NamedPoint, GroundedQuote>();
	const asked = await askBriefing(segments, languageModel, (point) => remember(point, grounding, found), progress);
	const reason = asked.reason === undefined ? {} : { withoutModel: asked.reason };
	if (asked.model === undefined) return { ...local, ...reason };

	const isNative = sameLanguage(language, reportLanguage);
	const isUnread = (quote: Quote | undefined) => asked.unread.some((part) => isIn(quote, part));
	const localStarts = local.chapters.filter(({ quotes }) => isUnread(quotes[0])).map(({ start }) => ({ sentence: start }));
	const starts = [...localStarts, ...startsOf(asked.chapters, read.sentences, segments)];
	const { chapters, refused } = namedChapters(starts, read.sentences, new Set(phrases.map(fold)), isNative ? language : undefined);

	const points = takeawaysOf(asked, found, segments, isNative ? language : undefined);
	const fill = local.takeaways.filter(({ quotes }) => isUnread(quotes[0]));
	const enough = points.length + fill.length >= fewestTakeaways;
	const takeaways = distinct([...points, ...fill, ...(enough ? [] : local.takeaways)]).slice(0, mostTakeaways);
	const { exact, corrected, dropped } = grounding.tally;
	return {
		...local,
		chapters,
		takeaways: takeaways.map(({ text, worded, quotes }, index) => ({
			text,
			worded,
			quotes,
			chapter: Math.max(
				0,
				chapters.findLastIndex(({ at }) => ('line' in at ? at.line : at.start) <= placeOf(quotes[0]))
			),
			score: Math.round((1 - index / takeaways.length) * 1000) / 1000
		})),
		modelWork: {
			model: asked.model,
			prompts: [...asked.prompts],
			stated: exact + corrected + dropped + (isNative ? asked.chapters.length : 0),
			dropped,
			reworded: refused + (isNative ? points.filter(({ worded }) => worded === 'source').length : 0),
			corrected
		},
		...reason
	};
}

function remember(point: NamedPoint, grounding: Grounding, found: Map<NamedPoint, GroundedQuote>): boolean {
	const quote = grounding.locate(point.quote, point.line);
	if (quote) found.set(point, quote);
	return quote !== undefined;
}

/** `language`: of source and reader alike; where they differ, the model's words are a translation, and nothing can be held against them. */
function takeawaysOf(
	{ points }: AskedBriefing,
	found: ReadonlyMap<NamedPoint, GroundedQuote>,
	segments: readonly Segment[],
	language: string | undefined
): readonly Takeaway[] {
	return points.flatMap((point): readonly Takeaway[] => {
		const quote = found.get(point);
		if (quote === undefined) return [];
		const quotes = [...quote.quotes];
		if (language === undefined) return [{ text: point.text, worded: 'translated', quotes }];
		const context = contextOf(quote, segments);
		// What the quote does not bear out is not said; what was said stands in its place.
		return isCarried(point.text, { quotes, context }, language)
			? [{ text: point.text, worded: 'model', quotes }]
			: [{ text: quote.words, worded: 'source', quotes }];
	});
}

/** What stands right before and after a quote. */
function contextOf({ quotes }: GroundedQuote, segments: readonly Segment[]): readonly string[] {
	const place = placeOf(quotes[0]);
	const at = segments.findLastIndex((segment) => placeOf(segment) <= place);
	return segments
		.slice(Math.max(0, at - 2), at + 3)
		.filter(({ unreliable }) => !unreliable)
		.map(({ text }) => text);
}

function isIn(quote: Quote | undefined, { segments }: TranscriptPart): boolean {
	const place = placeOf(quote);
	return place >= placeOf(segments[0]) && place <= placeOf(segments.at(-1));
}

/** The same words are told once. */
function distinct(takeaways: readonly Takeaway[]): readonly Takeaway[] {
	const told = new Set<string>();
	return takeaways.filter(({ quotes }) => {
		const key = quotes.map(({ quote }) => fold(quote)).join(' ');
		return !told.has(key) && told.add(key);
	});
}
