import { AutointelError } from '#lib/errors/AutointelError';

/** A recording that cannot be heard. `code` says what is wrong with it; to try again does not help, unless something is installed. */
export class AudioError extends AutointelError {
	declare public readonly code: AudioError.Code;

	public constructor(code: AudioError.Code, message: string, options: AutointelError.Options = {}) {
		super(code, message, options);
	}
}

export namespace AudioError {
	export type Code =
		/** The file cannot be opened. */
		| 'unreadable-audio'
		/** The file has no bytes, or no sound in it. */
		| 'empty-audio'
		/** It is something else, or of no kind that we know. */
		| 'not-audio'
		/** A video or container without a track of sound. */
		| 'no-audio-track'
		/** It has a sound that only somebody with a key may hear. */
		| 'encrypted-audio'
		/** A program or package that could read it is not installed. */
		| 'decoder-missing'
		/** It says what it is, and is broken so early that nothing can be heard. */
		| 'damaged-audio'
		/** It goes on for longer than it may. */
		| 'audio-too-long';
}
