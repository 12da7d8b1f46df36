import { Grounding, numberedTranscript, type Segment, type StageContext, transcriptParts, z } from 'autointel';
import { rhetoricTechniques } from '../prompts/rhetoric-techniques.js';
import type { Finding } from './rhetoric/findTechniques.js';
import { techniqueNames } from './rhetoric/techniques.js';

export interface AskedTechniques {
	readonly findings: readonly Finding[];
	/** Passages that the model named and nobody said. */
	readonly dropped: number;
	readonly model?: string;
	/** Why no model looked, or not at everything. */
	readonly failure?: string;
}

const answer = z.object({
	passages: z
		.array(
			z.object({
				line: z.number().int().describe('the number before the line where the passage begins'),
				technique: z.enum(techniqueNames),
				quote: z.string().describe('the words exactly as they stand in the transcript')
			})
		)
		.describe('empty where there are none')
});

/** Has a language model look for techniques. Only what stands in the source comes back, in the true words; the model adds no words of its own. `most`: the characters that it is given at once. */
export async function askForTechniques(
	segments: readonly Segment[],
	most: number,
	{ languageModel, progress }: Pick<StageContext<unknown, unknown>, 'languageModel' | 'progress'>
): Promise<AskedTechniques> {
	const grounding = new Grounding(segments);
	const findings: Finding[] = [];
	const parts = transcriptParts(segments, most);
	let model: string | undefined;
	let failure: string | undefined;
	for (const [index, part] of parts.entries()) {
		progress(index / parts.length, `part ${index + 1} of ${parts.length}`);
		const reply = await languageModel.generate({
			prompt: rhetoricTechniques,
			input: { transcript: numberedTranscript(part.segments, part.from) },
			schema: answer
		});
		if (!reply.answered) {
			failure = reply.reason;
			break;
		}
		({ model } = reply);
		for (const { line, technique, quote } of reply.value.passages) {
			const found = grounding.locate(quote, line);
			if (found) findings.push({ technique, quotes: found.quotes });
		}
	}
	return {
		findings,
		dropped: grounding.tally.dropped,
		...(model === undefined ? {} : { model }),
		...(failure === undefined ? {} : { failure })
	};
}
