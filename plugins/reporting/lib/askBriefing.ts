/** What a language model makes of a transcript, part by part: not yet held against the source. */
import {
	type Generated,
	longestPiece,
	numberedTranscript,
	type Segment,
	type StageLanguageModel,
	type TranscriptPart,
	transcriptParts,
	z
} from 'autointel';
import { briefingChoice } from '../prompts/briefingChoice.js';
import { briefingPart } from '../prompts/briefingPart.js';

const line = z.number().int().describe('the number in brackets before the line');
const partAnswer = z.object({
	chapters: z.array(z.object({ line, title: z.string().min(1).max(120) })).max(12),
	points: z.array(z.object({ text: z.string().min(1).max(500), quote: z.string().min(1).max(800), line })).max(20)
});
const number = z.number().int().describe('a number in brackets');
const choiceAnswer = z.object({ points: z.array(number).max(40), chapters: z.array(number).max(40) });

export type NamedPoint = z.infer<typeof partAnswer>['points'][number];
export type NamedChapter = z.infer<typeof partAnswer>['chapters'][number];

export interface AskedBriefing {
	readonly model: string | undefined;
	readonly prompts: readonly string[];
	/** In the order of the source. */
	readonly chapters: readonly NamedChapter[];
	/** The most important first. */
	readonly points: readonly NamedPoint[];
	/** What the model did not read. */
	readonly unread: readonly TranscriptPart[];
	/** Why. */
	readonly reason: string | undefined;
}

const mostPoints = 12;
const mostChapters = 12;

/** Never throws because of the model. `found` says whether a point's quote is in the source: what is not is no candidate for anything. */
export async function askBriefing(
	segments: readonly Segment[],
	languageModel: StageLanguageModel,
	found: (point: NamedPoint) => boolean,
	progress: (fraction: number, note: string) => void
): Promise<AskedBriefing> {
	const parts = transcriptParts(segments, longestPiece);
	const chapters: NamedChapter[] = [];
	const points: NamedPoint[][] = [];
	const unread: TranscriptPart[] = [];
	let reason: string | undefined;
	let model: string | undefined;
	let over = false;
	for (const [index, part] of parts.entries()) {
		progress(index / parts.length, parts.length === 1 ? 'a model reads the source' : `a model reads part ${index + 1} of ${parts.length}`);
		const asked: Generated<z.infer<typeof partAnswer>> | undefined = over
			? undefined
			: await languageModel.generate({
					prompt: briefingPart,
					input: { part: numberedTranscript(part.segments, part.from) },
					schema: partAnswer
				});
		if (asked?.answered) {
			model = asked.model;
			// A line that is not in the part was never read there.
			const inside = ({ line: at }: { readonly line: number }) => at >= part.from && at < part.from + part.segments.length;
			chapters.push(...asked.value.chapters.filter(inside).toSorted((a, b) => a.line - b.line));
			points.push(asked.value.points.filter((point) => found(point)));
		} else {
			unread.push(part);
			reason ??= asked?.reason;
			// A part that is refused says nothing about the next one; a budget that is reached does.
			over ||= asked !== undefined && asked.code !== 'refused' && asked.code !== 'unusable';
		}
	}
	const read = { model, chapters, points: interleave(points), unread, reason, prompts: [nameOf(briefingPart)] };
	const isShort = points.flat().length <= mostPoints && chapters.length <= mostChapters;
	return points.length < 2 || isShort || over ? limited(read) : choose(read, points.flat(), languageModel);
}

/** Many parts name too much: the model chooses. Where it does not, the first of each part comes first. */
async function choose(read: AskedBriefing, points: readonly NamedPoint[], languageModel: StageLanguageModel): Promise<AskedBriefing> {
	const list = (texts: readonly string[]) => texts.map((text, index) => `[${index}] ${text}`).join('\n');
	const asked = await languageModel.generate({
		prompt: briefingChoice,
		input: { points: list(points.map(({ text }) => text)), chapters: list(read.chapters.map(({ title }) => title)) },
		schema: choiceAnswer
	});
	if (!asked.answered) return limited(read);
	const chosen = distinct(asked.value.points).flatMap((index) => points[index] ?? []);
	const kept = distinct(asked.value.chapters)
		.toSorted((a, b) => a - b)
		.flatMap((index) => read.chapters[index] ?? []);
	return limited({
		...read,
		prompts: [...read.prompts, nameOf(briefingChoice)],
		points: chosen.length === 0 ? read.points : chosen,
		chapters: kept.length === 0 ? read.chapters : kept
	});
}

function limited(read: AskedBriefing): AskedBriefing {
	// Of too many chapters those that are left are spread over the source.
	const step = Math.max(1, read.chapters.length / mostChapters);
	const chapters = read.chapters.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
	return { ...read, chapters, points: read.points.slice(0, mostPoints) };
}

/** The first of each part, then the second of each, and so on. */
function interleave<Value>(lists: readonly (readonly Value[])[]): readonly Value[] {
	const longest = Math.max(0, ...lists.map(({ length }) => length));
	return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

function distinct(numbers: readonly number[]): readonly number[] {
	return [...new Set(numbers)];
}

function nameOf({ name, version }: { readonly name: string; readonly version: number }): string {
	return `${name}@${version}`;
}
