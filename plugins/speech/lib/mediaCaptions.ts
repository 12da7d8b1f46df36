import * as mediaCaptions from 'media-captions';

/** The parts of media-captions that are used here. Its own declarations import each other in a way that Node's resolution refuses. */
interface MediaCaptions {
	parseText(
		text: string,
		options: { readonly type: 'vtt' | 'srt' }
	): Promise<{ readonly metadata: { readonly Language?: string }; readonly cues: readonly RawCue[] }>;
	/** Throws nothing: reads whatever it can. */
	tokenizeVTTCue(cue: RawCue): readonly CueNode[];
	readonly VTTCue: new (start: number, end: number, text: string) => RawCue;
}

/** Times in seconds; `text` with tags and entities. */
interface RawCue {
	readonly startTime: number;
	readonly endTime: number;
	readonly text: string;
}

export type CueNode = CueText | CueTag;

interface CueText {
	readonly type: 'text';
	readonly data: string;
}

interface CueTag {
	readonly type: 'c' | 'i' | 'b' | 'u' | 'ruby' | 'rt' | 'v' | 'lang' | 'timestamp';
	/** Of a `v` that names somebody. */
	readonly voice?: string;
	readonly children: readonly CueNode[];
}

export const { parseText, tokenizeVTTCue, VTTCue } = mediaCaptions as unknown as MediaCaptions;
