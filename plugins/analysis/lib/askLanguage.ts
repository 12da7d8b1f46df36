/** What a language model finds in the words of a transcript. Nothing comes back that is not there. */
import {
	charactersIn,
	type GroundedQuote,
	Grounding,
	numberedTranscript,
	pieceLength,
	type Segment,
	type StageContext,
	transcriptParts,
	z
} from 'autointel';
import { languagePart } from '../prompts/language-part.js';
import { countMentions } from './countMentions.js';
import type { LanguageOutput } from './languageOutput.js';

type Named = LanguageOutput['entities'][number];
type Phrase = Pick<Named, 'count' | 'first'> & { readonly phrase: string };

export interface AskedLanguage {
	readonly model: string;
	readonly parts: readonly AskedPart[];
	readonly names: readonly Named[];
	/** The most telling first. */
	readonly phrases: readonly Phrase[];
	/** What the model named and nobody said. */
	readonly dropped: number;
	/** Why the model has not read all of it. */
	readonly failure?: string;
}

/** A stretch that was read at once. */
export interface AskedPart {
	readonly segments: readonly Segment[];
	/** From -1 to 1. */
	readonly tone: number;
	readonly strongest: readonly { readonly score: number; readonly quote: GroundedQuote }[];
}

const tone = z.number().min(-1).max(1);
const answer = z.object({
	names: z.array(z.object({ name: z.string().max(100), type: z.enum(['person', 'place', 'organisation', 'date', 'money', 'percentage']) })),
	phrases: z.array(z.string().max(80)),
	tone,
	strongest: z.array(z.object({ line: z.number().int(), quote: z.string(), tone }))
});

/** Characters. Shorter parts show better how the tone changes. */
const shortestPart = 6000;

/** `failure` alone: the model has read nothing. */
export async function askLanguage(
	segments: readonly Segment[],
	{ languageModel, progress }: Pick<StageContext<unknown, unknown>, 'languageModel' | 'progress'>
): Promise<AskedLanguage | { readonly failure: string }> {
	const available = await languageModel.availability();
	if (!available.available) return { failure: available.reason };
	const reliable = segments.filter(({ unreliable }) => !unreliable);
	const parts = transcriptParts(segments, pieceLength(charactersIn(segments), shortestPart));
	const grounding = new Grounding(segments);
	const read: AskedPart[] = [];
	const names = new Map<string, Named>();
	const phrases = new Map<string, Phrase>();
	let unknown = 0;
	let model: string | undefined;
	let failure: string | undefined;
	for (const [index, part] of parts.entries()) {
		progress(index / parts.length, `a model reads part ${index + 1} of ${parts.length}`);
		const input = { part: numberedTranscript(part.segments, part.from) };
		const reply = await languageModel.generate({ prompt: languagePart, input, schema: answer });
		if (!reply.answered) {
			failure = reply.reason;
			break;
		}
		({ model } = reply);
		const { value } = reply;
		const strongest = value.strongest.flatMap(({ line, quote, tone: score }) => {
			const found = grounding.locate(quote, line);
			return found === undefined ? [] : [{ score, quote: found }];
		});
		read.push({ segments: part.segments.filter(({ unreliable }) => !unreliable), tone: value.tone, strongest });
		for (const { name, type } of value.names) {
			const mentions = countMentions(name, reliable);
			if (mentions === undefined) unknown++;
			else names.set(name.toLowerCase(), names.get(name.toLowerCase()) ?? { name, type, ...mentions });
		}
		for (const phrase of value.phrases) {
			const mentions = countMentions(phrase, reliable);
			if (mentions === undefined) unknown++;
			else phrases.set(phrase.toLowerCase(), phrases.get(phrase.toLowerCase()) ?? { phrase, ...mentions });
		}
	}
	if (model === undefined) return { failure: failure ?? 'there was nothing to ask' };
	const dropped = unknown + grounding.tally.dropped;
	return {
		model,
		parts: read,
		names: [...names.values()],
		phrases: [...phrases.values()],
		dropped,
		...(failure === undefined ? {} : { failure })
	};
}
