import type { z } from 'zod';
import type { ModelImage } from '#lib/language-model/ModelQuestion';
import type { ModelAvailability, ModelFailure, ModelUsage } from '#lib/language-model/ModelReply';
import type { Prompt } from '#lib/language-model/Prompt';
import type { Json } from '#lib/workflow/json';

/**
 * A language model, if the operator has one. It never throws because of the model or its budget: what it answers has been checked against
 * the schema, or it says why there is no answer, and the stage does its local work instead. What a model says is no fact: ground its
 * quotes (`Grounding`), and let it state nothing that they do not carry.
 */
export interface StageLanguageModel {
	/** Whether a question would be asked at all: before work that only serves one. Asks the ledger, never the model. */
	availability(): Promise<ModelAvailability>;
	/**
	 * Asks for a value. Durable: an answer that was paid for is kept with the workflow, and an equal request gets it again for nothing. An
	 * answer that does not fit is asked for once more, with what was wrong with it.
	 */
	generate<Value>(request: ModelRequest<Value>): Promise<Generated<Value>>;
}

export interface ModelRequest<Value> {
	readonly prompt: Prompt;
	/**
	 * What the model works on, by label: texts as they are, everything else as JSON. It reaches the model between marks that no text can
	 * forge, and as data: nothing in it is an instruction.
	 */
	readonly input: Readonly<Record<string, Json>>;
	/**
	 * The answer. Say with `describe` what each field means. Use `nullable` instead of `optional`: many servers want every field. Limits
	 * of length are checked here, the server is not told of them.
	 */
	readonly schema: z.ZodType<Value>;
	/** One of the configured models (see `availability`). Default: the first. */
	readonly model?: string | undefined;
	/** Reasoning counts too. Default: 4,000. */
	readonly maxOutputTokens?: number;
	/** Files of this workflow that are shown to the model. Whether it can see is not known: one that cannot rejects them. */
	readonly images?: readonly ModelImage[];
	/** The language of what the model words itself, a BCP 47 tag. Default: the reader's. */
	readonly language?: string;
}

export type Generated<Value> =
	| { readonly answered: true; readonly value: Value; readonly model: string; readonly usage: ModelUsage }
	| ModelFailure;
