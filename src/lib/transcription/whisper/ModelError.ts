import { AutointelError } from '#lib/errors/AutointelError';

/** A model that cannot be used, or not for what was asked of it. */
export class ModelError extends AutointelError {
	declare public readonly code: ModelError.Code;

	public constructor(code: ModelError.Code, message: string, options: AutointelError.Options = {}) {
		super(code, message, options);
	}
}

export namespace ModelError {
	export type Code =
		/** A file that every model has is not there. */
		| 'model-incomplete'
		/** A file is there and is not what it should be. */
		| 'model-damaged'
		/** It was not trained for the language or the task. */
		| 'model-unsuited';
}
