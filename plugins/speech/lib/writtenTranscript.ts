import { StageFailure } from 'autointel';
import { formatTime } from './formatTime.js';
import { parseSubtitles } from './parseSubtitles.js';
import type { SubtitleFormat } from './repairCueBlocks.js';
import { resolveLanguage } from './resolveLanguage.js';
import { subtitleSegments } from './subtitleSegments.js';
import { textSegments } from './textSegments.js';
import type { TranscriptOutput } from './transcriptOutput.js';

/** A source whose words are written already. */
export interface WrittenSource {
	/** As people know it, for messages. */
	readonly name: string;
	readonly form: 'subtitles' | 'text' | 'article';
	/** `vtt`, `srt`, `md`, `txt` … */
	readonly format: string;
	readonly text: string;
	readonly requestedLanguage?: string | undefined;
	readonly declaredLanguage?: string | undefined;
	/** Seconds. */
	readonly maxSeconds: number;
}

/**
 * The transcript of a source that is written already.
 *
 * @throws {StageFailure} `empty-source`, `not-subtitles`, `too-long`.
 */
export async function writtenTranscript(source: WrittenSource): Promise<TranscriptOutput> {
	if (source.text.replace(/^\uFEFF/, '').trim() === '') throw emptySource(source);
	return source.form === 'subtitles' ? fromSubtitles(source) : fromText(source);
}

async function fromSubtitles(source: WrittenSource): Promise<TranscriptOutput> {
	const format: SubtitleFormat = source.format === 'vtt' || /^\uFEFF?WEBVTT(?=\s|$)/.test(source.text) ? 'vtt' : 'srt';
	const subtitles = await parseSubtitles(source.text, format);
	if (!subtitles) {
		const expected =
			format === 'vtt' ? 'WEBVTT in its first line and cues with times' : 'cues with times such as 00:00:01,000 --> 00:00:02,500';
		throw new StageFailure('not-subtitles', `${source.name} is no subtitle file: it needs ${expected}`, {
			hint: 'Check the file; a plain text belongs into a .txt file.'
		});
	}
	const segments = subtitleSegments(subtitles.cues);
	if (segments.length === 0) throw emptySource(source);
	const durationSeconds = segments.reduce((latest, { end }) => Math.max(latest, end), 0);
	if (durationSeconds > source.maxSeconds) {
		throw new StageFailure(
			'too-long',
			`${source.name} runs ${formatTime(durationSeconds)}, the limit is ${formatTime(source.maxSeconds)}`,
			{
				hint: 'Name a shorter source, or raise MAX_MEDIA_MINUTES.'
			}
		);
	}
	return {
		engine: 'subtitles',
		...(await languageOf(source, segments, [source.declaredLanguage, subtitles.language])),
		durationSeconds,
		speakers: speakersOf(segments),
		segments,
		...(subtitles.notes.length > 0 ? { notes: [...subtitles.notes] } : {})
	};
}

async function fromText(source: WrittenSource): Promise<TranscriptOutput> {
	const segments = textSegments(source.text, { markdown: source.format === 'md' || source.format === 'markdown' });
	if (segments.length === 0) throw emptySource(source);
	return {
		engine: 'text',
		...(await languageOf(source, segments, [source.declaredLanguage])),
		speakers: speakersOf(segments),
		segments
	};
}

async function languageOf(
	source: WrittenSource,
	segments: readonly { readonly text: string; readonly unreliable?: true | undefined }[],
	declared: readonly (string | undefined)[]
): Promise<Pick<TranscriptOutput, 'language' | 'languageBasis'>> {
	const text = segments.flatMap((segment) => (segment.unreliable ? [] : [segment.text])).join(' ');
	const { language, basis } = await resolveLanguage({ requested: source.requestedLanguage, declared, text });
	return { language, languageBasis: basis };
}

function speakersOf(segments: readonly { readonly speaker?: string | undefined }[]): string[] {
	return [...new Set(segments.flatMap(({ speaker }) => (speaker === undefined ? [] : [speaker])))];
}

function emptySource({ name }: WrittenSource): StageFailure {
	return new StageFailure('empty-source', `${name} has no words in it`, { hint: 'Check the file, or name another one.' });
}
