/** A summary by a language model: of what it says, what the statements of the report bear out. */
import { isCarried, type Quote, type StageLanguageModel, sameLanguage, z } from 'autointel';
import { synthesis } from '../prompts/synthesis.js';
import { judgesAlike } from './judgesAlike.js';
import type { ReportStatement } from './reportStatements.js';
import type { SynthesisOutput } from './synthesisOutput.js';
import type { Worded } from './worded.js';

const number = z.number().int().describe('a number in brackets');
const text = z.string().min(1).max(600);
const answer = z.object({
	summary: z.array(z.object({ text, basis: z.array(number).max(6) })).max(8),
	contradictions: z.array(z.object({ text, between: z.array(number).max(4) })).max(8)
});

type Written = Pick<SynthesisOutput, 'statements'> & Required<Pick<SynthesisOutput, 'contradictions' | 'modelWork'>>;

const mostSentences = 6;
const mostQuotes = 4;
/** With fewer sentences the model's summary is none. */
const fewestSentences = 2;

export interface SynthesisLanguages {
	readonly source: string;
	/** The reader's. */
	readonly report: string;
}

/** `withoutModel`: why there is none. */
export async function synthesizeWithModel(
	statements: readonly ReportStatement[],
	languages: SynthesisLanguages,
	languageModel: StageLanguageModel
): Promise<Written | { readonly withoutModel: string }> {
	const asked = await languageModel.generate({
		prompt: synthesis,
		input: { statements: statements.map(shownToModel).join('\n') },
		schema: answer
	});
	if (!asked.answered) return { withoutModel: asked.reason };
	const { model, value } = asked;
	const judge = new Judge(statements, languages);
	const sentences = value.summary.map(({ text: said, basis }) => judge.judge(said, basis, 1));
	const contradictions = value.contradictions.map(({ text: said, between }) => judge.judge(said, between, 2));
	const kept = sentences.filter((sentence) => sentence !== undefined).slice(0, mostSentences);
	if (kept.length < fewestSentences) {
		return { withoutModel: `the report bears out ${kept.length} of ${sentences.length} sentences that ${model} wrote` };
	}
	const { name, version } = synthesis;
	const stated = sentences.length + contradictions.length;
	return {
		statements: kept,
		contradictions: contradictions.filter((contradiction) => contradiction !== undefined),
		modelWork: { model, prompts: [`${name}@${version}`], stated, ...judge.tally, corrected: 0 }
	};
}

function shownToModel({ section, text: said, quotes }: ReportStatement, index: number): string {
	const words = quotes.map(({ quote, speaker }) => (speaker === undefined ? `“${quote}”` : `${speaker}: “${quote}”`)).join(' ');
	return `[${index}] (${section}) ${said}${words.includes(said) ? '' : ` — ${words}`}`;
}

/** Holds what a model says against the statements it names. */
class Judge {
	public readonly tally = { dropped: 0, reworded: 0 };
	readonly #statements: readonly ReportStatement[];
	readonly #language: string | undefined;

	public constructor(statements: readonly ReportStatement[], { source, report }: SynthesisLanguages) {
		this.#statements = statements;
		this.#language = sameLanguage(source, report) ? source : undefined;
	}

	/** `fewest`: statements it has to rest on. `undefined`: it is left out. */
	public judge(said: string, basis: readonly number[], fewest: number): SynthesisOutput['statements'][number] | undefined {
		const rests = [...new Set(basis)].flatMap((index) => this.#statements[index] ?? []);
		const quotes = distinct(rests.flatMap((statement) => statement.quotes));
		if (rests.length < fewest || quotes.length < fewest) {
			this.tally.dropped++;
			return undefined;
		}
		const worded: Worded = this.#language === undefined ? 'translated' : 'model';
		if (this.#language !== undefined && !this.#isBorneOut(said, rests, this.#language)) {
			this.tally.reworded++;
			return undefined;
		}
		return { text: said, worded, quotes: quotes.slice(0, mostQuotes) };
	}

	#isBorneOut(said: string, rests: readonly ReportStatement[], language: string): boolean {
		const texts = rests.map((statement) => statement.text);
		// The statements themselves were held against the source before: their words count as the source's do.
		const carrying = rests.flatMap(({ text: own, quotes }) => [
			...quotes,
			...quotes.slice(0, 1).map((quote) => ({ ...quote, quote: own }))
		]);
		return judgesAlike(said, [...texts, ...carrying.map(({ quote }) => quote)]) && isCarried(said, { quotes: carrying }, language);
	}
}

function distinct(quotes: readonly Quote[]): Quote[] {
	return [...new Map(quotes.map((quote) => [JSON.stringify(quote), quote])).values()];
}
