/** What came of one question. Survives JSON. */
export type ModelReply = ModelText | ModelFailure;

export interface ModelText {
	readonly answered: true;
	/** What the model wrote: meant to be JSON, and checked by whoever asked. */
	readonly text: string;
	/** The answer stops where the limit of tokens was reached. */
	readonly cutOff: boolean;
	readonly model: string;
	readonly usage: ModelUsage;
}

export interface ModelFailure {
	readonly answered: false;
	readonly code: ModelFailureCode;
	/** One line for people: it goes into the report. */
	readonly reason: string;
}

/**
 * - `not-configured`: the operator has set no model
 * - `budget-reached`: the next call might cost more than is left
 * - `refused`: the model does not want to
 * - `unusable`: twice the answer was not what was asked for
 * - `rejected`: the server does not take the question (key, model, length)
 * - `unreachable`: the server does not answer, or answers with errors, also after repeats
 */
export type ModelFailureCode = 'not-configured' | 'budget-reached' | 'refused' | 'unusable' | 'rejected' | 'unreachable';

export interface ModelUsage {
	readonly inputTokens: number;
	readonly outputTokens: number;
	/** Billionths of a US dollar. Absent where the price of the model is not known. */
	readonly costNanoUsd?: number;
}

/** Whether a question would be asked now. */
export type ModelAvailability =
	/** `model`: the one that is asked unless another of `models` is named. */
	| { readonly available: true; readonly model: string; readonly models: readonly string[] }
	| { readonly available: false; readonly code: ModelFailureCode; readonly reason: string };
