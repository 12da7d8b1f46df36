import type { AudioNotice, AudioProbe } from '#lib/transcription/audio/readAudio';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';

/** What the child that reads a recording offers. */
export interface ReaderHost {
	/** To be called once, before `read`. @throws {StageFailure} with the code of an AudioError */
	open(request: ReadRequest): Promise<AudioProbe>;
	/** The next window, or that there is none. One at a time: messages of several megabytes would be felt. @throws as `open` */
	next(): Promise<AudioWindow | RecordingEnd>;
}

/** What that child asks of its parent. */
export interface ReaderParent {
	/** It is alive, and has read this far (in seconds). */
	alive(seconds: number): void;
}

export interface ReadRequest {
	/** Absolute path. */
	readonly file: string;
	/** What messages call it. */
	readonly name: string;
	readonly ffmpegPath: string;
	/** The longest recording that is read to its end. */
	readonly maxSeconds: number;
	/** Windows at the beginning that are not wanted. */
	readonly skip: number;
}

export interface RecordingEnd {
	/** The length of the recording. */
	readonly seconds: number;
	/** What a reader of the transcript should know. */
	readonly notices: readonly AudioNotice[];
}
