import {
	fold,
	Grounding,
	type ModelFailure,
	numberedTranscript,
	type Quote,
	type Segment,
	type Sentence,
	type StageContext,
	transcriptParts,
	z
} from 'autointel';
import { checkableClaims } from '../prompts/checkable-claims.js';
import type { FoundClaim } from './claims/FoundClaim.js';
import type { Room } from './claims/ReadClause.js';

export interface AskedClaims {
	readonly claims: readonly FoundClaim[];
	/** Statements that the model named and nobody said. */
	readonly dropped: number;
	readonly model?: string;
	/** Why no model looked, or not at everything. */
	readonly failure?: ModelFailure;
}

/** What a model names is worth a look; figures in it show what is worth more. */
const worth = 0.6;
const mostNames = 3;

const answer = z.object({
	claims: z
		.array(
			z.object({
				line: z.number().int().describe('the number before the line where the statement begins'),
				quote: z.string().describe('the words exactly as they stand in the transcript'),
				about: z.array(z.string()).describe('what it speaks about, the thing itself first')
			})
		)
		.describe('empty where there are none')
});

/**
 * Has a language model find statements that can be checked, in any language. They come back in the true words, and are about what those, or
 * the sentence before, name: a model does not say what `it` is where nobody did. Nothing about who speaks in the source is looked up.
 * `namesStandOut`: names have capitals, and nothing else has; `the bridge` is then the name of nothing. `most`: the characters that it is given at once.
 */
export async function askForClaims(
	segments: readonly Segment[],
	sentences: readonly Sentence[],
	{ isSpeaker, namesStandOut, most }: Pick<Room, 'isSpeaker'> & { readonly namesStandOut: boolean; readonly most: number },
	{ languageModel, progress }: Pick<StageContext<unknown, unknown>, 'languageModel' | 'progress'>
): Promise<AskedClaims> {
	const grounding = new Grounding(segments);
	const parts = transcriptParts(segments, most);
	const found: Omit<FoundClaim, 'near'>[] = [];
	let model: string | undefined;
	let failure: ModelFailure | undefined;
	for (const [index, part] of parts.entries()) {
		progress(0, parts.length === 1 ? 'a model looks for claims' : `a model looks for claims, part ${index + 1} of ${parts.length}`);
		const input = { transcript: numberedTranscript(part.segments, part.from) };
		const reply = await languageModel.generate({ prompt: checkableClaims, input, schema: answer });
		if (!reply.answered) {
			failure = reply;
			if (endsAll(reply)) break;
			continue;
		}
		({ model } = reply);
		for (const { line, quote, about } of reply.value.claims) {
			const located = grounding.locate(quote, line);
			if (located === undefined || isQuestion(located.words) || located.words.split(/\s+/u).length < 3) continue;
			const { words, quotes } = located;
			const before = sentenceBefore(quotes[0], sentences);
			const isIn = (text: string, name: string) => ` ${plain(text)} `.includes(` ${plain(name)} `);
			const names = [...new Set(about.map((name) => name.trim()))].filter(
				(name) => plain(name).length > 1 && (!namesStandOut || /\p{Lu}/u.test(name)) && (isIn(words, name) || isIn(before, name))
			);
			const [subject] = names;
			if (names.some(isSpeaker)) continue;
			found.push({
				text: words,
				quotes,
				about: names.slice(0, mostNames),
				worth,
				...('speaker' in quotes[0] && quotes[0].speaker !== undefined ? { speaker: quotes[0].speaker } : {}),
				...(subject === undefined || isIn(words, subject) ? {} : { antecedent: subject })
			});
		}
	}
	const near = (index: number) => found.slice(Math.max(0, index - 2), index + 3).flatMap(({ about }) => about);
	return {
		claims: found.map((claim, index) => ({ ...claim, near: [...new Set(near(index))].filter((name) => !claim.about.includes(name)) })),
		dropped: grounding.tally.dropped,
		...(model === undefined ? {} : { model }),
		...(failure === undefined ? {} : { failure })
	};
}

/** Whether every further question would fail alike. A refusal says nothing about the next one. */
export function endsAll({ code }: ModelFailure): boolean {
	return code !== 'refused' && code !== 'unusable';
}

function isQuestion(words: string): boolean {
	return /[?？]["'”’»)]*$/u.test(words);
}

/** What the same voice says right before. */
function sentenceBefore(quote: Quote, sentences: readonly Sentence[]): string {
	const index = sentences.findLastIndex(({ quotes: [first] }) => placeOf(first) <= placeOf(quote));
	const [before, own] = [sentences[index - 1], sentences[index]];
	// Several sentences may stand at one place: then the one that has the words counts.
	const at = own?.text.includes(quote.quote) ? index : sentences.findIndex(({ text }) => text.includes(quote.quote));
	const previous = at === index ? before : sentences[at - 1];
	return previous !== undefined && previous.speaker === sentences[at]?.speaker ? previous.text : '';
}

function placeOf(quote: Quote): number {
	return 'line' in quote ? quote.line : quote.start;
}

function plain(text: string): string {
	return fold(text)
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
		.trim();
}
