/**
 * The base of every error that a person may read. `code` is stable and meant for programs; `message` says in one line what was wrong
 * and where; `hint` says what to do about it.
 */
export class AutointelError extends Error {
	public readonly code: string;
	public readonly hint: string | undefined;

	public constructor(code: string, message: string, options: AutointelError.Options = {}) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = new.target.name;
		this.code = code;
		this.hint = options.hint;
	}
}

export namespace AutointelError {
	export interface Options {
		readonly hint?: string;
		readonly cause?: unknown;
	}
}
