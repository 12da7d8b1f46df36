/** What ffmpeg says of a file before it does anything with it. */
export interface Video {
	/** Undefined where the file does not say. */
	readonly seconds: number | undefined;
	/** Moving pictures: the cover of a piece of music is none. */
	readonly moves: boolean;
}

/** Reads ffmpeg's description of its input. */
export function readVideo(said: string): Video {
	const [, hours, minutes, seconds] = /Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(said) ?? [];
	const streams = said.match(/^ *Stream #\d.*: Video: .*$/gm) ?? [];
	return {
		seconds: hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
		moves: streams.some((stream) => !/\(attached pic\)|\(still image\)/.test(stream))
	};
}
