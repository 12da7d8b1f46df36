import { AutointelError } from '#lib/errors/AutointelError';

/** A recording that cannot be heard. `code` tells what is wrong with it; trying again would not help, except after `hint`. */
export class AudioError extends AutointelError {
	declare public readonly code: AudioError.Code;
}

export namespace AudioError {
	export type Code =
		/** The file has no bytes, or no sound in what should be sound. */
		| 'empty-audio'
		/** Nothing in the file says that it is a recording, or it belongs to a kind that we do not know. */
		| 'not-audio'
		/** A video or container without a track of sound. */
		| 'no-audio-track'
		/** It could be read with ffmpeg, which is not installed. */
		| 'ffmpeg-missing'
		/** It says what it is, and is broken so early that nothing can be heard. */
		| 'damaged-audio'
		/** It goes on for longer than `maxSeconds`. */
		| 'audio-too-long';
}
