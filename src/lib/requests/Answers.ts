import { z } from 'zod';
import { figuresIn, numbersIn } from '#lib/grounding/figures';
import { isCarried } from '#lib/grounding/isCarried';
import type { Knowledge } from '#lib/knowledge/Knowledge';
import type { AnswerAccount, AnswerLedger } from '#lib/language-model/AnswerAccount';
import type { LanguageModel } from '#lib/language-model/LanguageModel';
import { createLanguageModel } from '#lib/stages/createLanguageModel';
import { sameLanguage } from '#lib/text/sameLanguage';
import type { FoundDocument } from '#lib/workflow/knowledge';
import type { Quote } from '#lib/workflow/quote';
import type { Readers } from '#lib/workflow/readers';
import { answerPrompt } from './prompts/answer.js';

export interface Answer {
	/** What was found, the best first; empty: nothing is known. */
	readonly passages: readonly FoundDocument[];
	/** Why only the question's own words were looked for, where an embedding model was to find more. */
	readonly onlyWords?: string;
	/** Absent: the passages are the answer. */
	readonly written?: WrittenAnswer;
	/** Why nobody wrote an answer, where a language model was to. */
	readonly notWritten?: string;
}

export interface WrittenAnswer {
	readonly model: string;
	readonly sentences: readonly AnswerSentence[];
	/** Sentences of the model that the passages they named do not carry. */
	readonly dropped: number;
}

interface AnswerSentence {
	readonly text: string;
	/** Which of the passages carry it: indices, from 0. */
	readonly basis: readonly number[];
	/** These are in another language: nothing but its figures could be held against them. */
	readonly translated?: true;
}

export interface AskOptions {
	/** The BCP 47 tag of the question, and of the answer. */
	readonly language: string;
	/** The most passages. */
	readonly limit: number;
	/** The Discord server whose budget pays. */
	readonly serverId?: string | undefined;
}

interface AnswerServices {
	readonly knowledge: Pick<Knowledge, 'ask'>;
	readonly languageModel: Pick<LanguageModel, 'ask' | 'availability' | 'accountOfAnswer'>;
	readonly ledger: AnswerLedger;
	/** Milliseconds after which the passages have to do. Default: a minute. */
	readonly patienceMs?: number;
}

const sentence = z.object({
	text: z.string().min(1).max(300),
	basis: z.array(z.number().int().describe('the number of a passage')).max(6)
});
const schema = z.object({ sentences: z.array(sentence).max(6) });

const mostSentences = 3;
const mostOutputTokens = 1000;

/** Answers questions from what workflows have learned: in passages of their sources, and in sentences that these carry where a model writes them. */
export class Answers {
	readonly #services: AnswerServices;

	public constructor(services: AnswerServices) {
		this.#services = services;
	}

	/** From nothing that any of the readers may not see: the model is shown only what they may. */
	public async ask(question: string, readers: Readers, options: AskOptions): Promise<Answer> {
		const { knowledge, languageModel, ledger } = this.#services;
		const account = languageModel.accountOfAnswer(ledger, options.serverId);
		const { documents: passages, ...known } = await knowledge.ask(question, readers, { ...options, account });
		if (passages.length === 0) return { passages, ...known };
		return { passages, ...known, ...(await this.#write(question, passages, account, options)) };
	}

	async #write(
		question: string,
		passages: readonly FoundDocument[],
		account: AnswerAccount,
		{ language }: AskOptions
	): Promise<Pick<Answer, 'written' | 'notWritten'>> {
		const { languageModel, patienceMs = 60_000 } = this.#services;
		const signal = AbortSignal.timeout(patienceMs);
		const bridge = {
			askModel: (asked: Parameters<LanguageModel['ask']>[0]) => languageModel.ask(asked, account, signal),
			modelAvailability: () => languageModel.availability(account)
		};
		const asking = createLanguageModel(bridge, language, signal).generate({
			prompt: answerPrompt,
			input: { question, passages: passages.map(shownToModel).join('\n') },
			schema,
			maxOutputTokens: mostOutputTokens
		});
		const answer = await asking.catch((error: unknown) => {
			if (!signal.aborted) throw error;
			return { answered: false, code: 'unreachable', reason: `the language model took longer than ${patienceMs / 1000} s` } as const;
		});
		if (!answer.answered) return answer.code === 'not-configured' ? {} : { notWritten: answer.reason };
		const { model, value } = answer;
		const carried = value.sentences.flatMap(({ text, basis }) => {
			const rests = [...new Set(basis)].filter((index) => passages[index] !== undefined);
			const documents = rests.flatMap((index) => passages[index] ?? []);
			if (isCarried(text, { quotes: documents.map(quoteOf) }, language)) return [{ text, basis: rests }];
			return mayTranslate(text, documents, language) ? [{ text, basis: rests, translated: true as const }] : [];
		});
		if (carried.length > 0) {
			return { written: { model, sentences: carried.slice(0, mostSentences), dropped: value.sentences.length - carried.length } };
		}
		return {
			notWritten:
				value.sentences.length === 0
					? `${model} finds no answer in these passages`
					: `these passages carry none of the ${value.sentences.length} sentences that ${model} wrote`
		};
	}
}

function shownToModel({ text, speaker, source }: FoundDocument, index: number): string {
	return `[${index}] (${source}) ${speaker === undefined ? text : `${speaker}: ${text}`}`;
}

function quoteOf({ text, speaker, at = { line: 1 } }: FoundDocument): Quote {
	return { quote: text, ...at, ...(speaker === undefined ? {} : { speaker }) };
}

/** Whether a sentence can be what passages say that are all in other languages. */
function mayTranslate(text: string, documents: readonly FoundDocument[], language: string): boolean {
	const foreign = documents.filter((document) => document.language !== undefined && !sameLanguage(document.language, language));
	if (foreign.length === 0 || foreign.length < documents.length) return false;
	const numbers = numbersIn(foreign.map((document) => document.text).join(' '));
	return figuresIn(text).every((figure) => numbers.has(figure));
}
