import type { Tensor } from 'onnxruntime-node';
import { whisperCode } from '#lib/transcription/whisperCode';
import type { Decoder, DecoderOutput } from './Decoder.js';
import { logSumExp } from './logits.js';
import { ModelError } from './ModelError.js';
import type { Vocabulary } from './Vocabulary.js';

export interface OpenDialogueOptions {
	readonly vocabulary: Vocabulary;
	readonly language?: string | undefined;
	readonly task: 'transcribe' | 'translate';
	readonly prompt?: string | undefined;
	readonly timestamps: boolean;
	/** How many tokens the decoder can hold. */
	readonly maxPositions: number;
}

/** A batch of which everything is said that the model has to be told. */
export interface Opening {
	/** Its logits are those of the first token that the model says itself. */
	readonly output: DecoderOutput;
	readonly languages: readonly HeardLanguage[];
	/** One per row: how probable the model holds it that nobody speaks, 0 to 1. */
	readonly noSpeech: readonly number[];
	/** Tokens before the first that the model says itself. */
	readonly length: number;
}

interface HeardLanguage {
	readonly code: string;
	readonly probability: number;
}

/**
 * Tells the decoder what is wanted: what was said before (where names are given), the language, the task, with or without times. A
 * language that was not named is asked for first; its first step is then not taken a second time.
 *
 * @param rows how many windows `heard` has
 * @throws {ModelError} `model-unsuited`
 */
export async function openDialogue(decoder: Decoder, heard: Tensor, rows: number, options: OpenDialogueOptions): Promise<Opening> {
	const { vocabulary, timestamps } = options;
	const language = knownLanguage(options);
	const previous = encodePrompt(options);
	const closing = timestamps ? [] : [vocabulary.noTimestamps];
	const start = [...previous, vocabulary.startOfTranscript];
	const whole = (code: string): readonly number[] => [...start, ...languageAndTask(code, options), ...closing];
	if (language !== undefined) {
		const output = await decoder.begin(
			heard,
			Array.from({ length: rows }, () => whole(language))
		);
		const languages = Array.from({ length: rows }, () => ({ code: language, probability: 1 }));
		return { output, languages, noSpeech: noSpeech(output, rows, previous.length, vocabulary), length: whole(language).length };
	}

	let output = await decoder.begin(
		heard,
		Array.from({ length: rows }, () => [vocabulary.startOfTranscript])
	);
	const languages = Array.from({ length: rows }, (_, row) => mostProbableLanguage(output.logits(row), vocabulary));
	const silence = noSpeech(output, rows, 0, vocabulary);
	const prompts = languages.map(({ code }) => whole(code));
	const length = prompts[0]?.length ?? 0;
	if (previous.length > 0) return { output: await decoder.begin(heard, prompts), languages, noSpeech: silence, length };
	for (let position = start.length; position < length; position++) {
		const tokens = prompts.map((prompt) => prompt[position] ?? vocabulary.endOfText);
		output = await decoder.step(output.state, tokens);
	}
	return { output, languages, noSpeech: silence, length };
}

/** The language that was asked for, `en` in a model that knows no other, or none. */
function knownLanguage({ language, task, vocabulary: { languages } }: OpenDialogueOptions): string | undefined {
	const code = language === undefined ? undefined : whisperCode(language);
	if (languages.size === 0) {
		if (code !== undefined && code !== 'en') throw unsuited(`the model knows only English, not "${language}"`);
		if (task === 'translate') throw unsuited('the model knows only English and does not translate');
		return 'en';
	}
	if (code !== undefined && !languages.has(code)) throw unsuited(`the model does not know the language "${language}"`);
	return code;
}

function unsuited(message: string): ModelError {
	return new ModelError('model-unsuited', message, { hint: 'Leave the language out to have it detected, or choose another model.' });
}

function languageAndTask(code: string, { vocabulary, task }: OpenDialogueOptions): readonly number[] {
	if (vocabulary.languages.size === 0) return [];
	return [vocabulary.languages.get(code), vocabulary.tasks.get(task)].filter((token) => token !== undefined);
}

/** What was said before; its end is kept where it is longer than the half of the decoder that the model was trained with. */
function encodePrompt({ prompt = '', vocabulary, maxPositions }: OpenDialogueOptions): readonly number[] {
	if (prompt.trim() === '' || vocabulary.startOfPrevious === undefined) return [];
	return [vocabulary.startOfPrevious, ...vocabulary.encode(` ${prompt.trim()}`).slice(1 - maxPositions / 2)];
}

function noSpeech(output: DecoderOutput, rows: number, position: number, vocabulary: Vocabulary): readonly number[] {
	return Array.from({ length: rows }, (_, row) => {
		const logits = output.logits(row, position);
		return Math.exp((logits[vocabulary.noSpeech] ?? Number.NEGATIVE_INFINITY) - logSumExp(logits));
	});
}

function mostProbableLanguage(logits: Float32Array, { languages }: Vocabulary): HeardLanguage {
	const known = [...languages].map(([code, token]) => ({ code, logit: logits[token] ?? Number.NEGATIVE_INFINITY }));
	const best = known.reduce((left, right) => (right.logit > left.logit ? right : left));
	const all = logSumExp(Float32Array.from(known, ({ logit }) => logit));
	return { code: best.code, probability: Math.exp(best.logit - all) };
}
