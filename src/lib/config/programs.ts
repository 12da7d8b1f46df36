import type { Settings } from './settingsSchema.js';

/** Programs of this machine that stages may start, if they are there. Names are looked up in the PATH. */
export interface Programs {
	readonly ffmpeg: string;
	readonly ytDlp: string;
	/** A file of cookies for yt-dlp. Never log its content. */
	readonly ytDlpCookies?: string;
}

export function programsOf({ FFMPEG_PATH, YTDLP_PATH, YTDLP_COOKIES }: Settings): Programs {
	return { ffmpeg: FFMPEG_PATH, ytDlp: YTDLP_PATH, ...(YTDLP_COOKIES === undefined ? {} : { ytDlpCookies: YTDLP_COOKIES }) };
}
