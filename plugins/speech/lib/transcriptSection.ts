import { type Block, type ReportFile, type SectionContent, section } from 'autointel';
import { formatTime } from './formatTime.js';
import type { TranscriptOutput } from './transcriptOutput.js';

const bases = {
	requested: 'as requested',
	declared: 'as the source says',
	detected: 'recognized from the words',
	unknown: 'could not be told'
} as const;

/** The section of the report: facts about the transcript, none of its words. */
export function transcriptSection(output: TranscriptOutput): SectionContent {
	const { engine, language, languageBasis, durationSeconds, segments } = output;
	const unreliable = segments.filter((segment) => segment.unreliable).length;
	const facts = [
		{ label: 'Read from', value: engine === 'subtitles' ? 'subtitles, as they are' : 'text, as it is' },
		{ label: 'Language', value: language === 'und' ? `unknown: it ${bases.unknown}` : `${nameOf(language)} (${bases[languageBasis]})` },
		...(durationSeconds === undefined ? [] : [{ label: 'Length', value: formatTime(durationSeconds) }]),
		{ label: 'Passages', value: String(segments.length) },
		{ label: 'Words', value: String(segments.reduce((sum, { text }) => sum + countWords(text), 0)) },
		{ label: 'Unreliable passages', value: unreliable === 0 ? 'none' : `${unreliable} (music, sounds): shown, never quoted` }
	];
	const speakers = speakersTable(output);
	return section({
		title: 'Transcript',
		blocks: [{ type: 'facts', items: facts }, ...(speakers ? [speakers] : [])],
		notes: output.notes ?? [],
		files: filesOf(output)
	});
}

/** Here already, so that it can be read while the rest is still being worked on. */
function filesOf({ file }: TranscriptOutput): readonly ReportFile[] {
	const mediaTypes = { 'transcript.vtt': 'text/vtt', 'transcript.txt': 'text/plain' } as const;
	return file === undefined ? [] : [{ ...file, mediaType: mediaTypes[file.name], role: 'transcript' }];
}

function speakersTable({ speakers, segments, durationSeconds }: TranscriptOutput): Block | undefined {
	if (speakers.length === 0) return undefined;
	const timed = durationSeconds !== undefined;
	const shares = new Map<string | undefined, { passages: number; words: number; seconds: number }>();
	const whole = { passages: 0, words: 0, seconds: 0 };
	for (const segment of segments) {
		const share = shares.get(segment.speaker) ?? { passages: 0, words: 0, seconds: 0 };
		shares.set(segment.speaker, share);
		for (const sums of [share, whole]) {
			sums.passages += 1;
			sums.words += countWords(segment.text);
			sums.seconds += 'line' in segment ? 0 : segment.end - segment.start;
		}
	}
	return {
		type: 'table',
		title: 'Speakers',
		columns: ['Speaker', 'Passages', 'Share of words', ...(timed ? ['Share of time'] : [])],
		rows: [...shares].map(([speaker, { passages, words, seconds }]) => [
			speaker ?? 'not named',
			String(passages),
			percent(words, whole.words),
			...(timed ? [percent(seconds, whole.seconds)] : [])
		])
	};
}

function percent(part: number, whole: number): string {
	return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

function countWords(text: string): number {
	return text.match(/[\p{L}\p{N}]+(?:['’\-.,][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

function nameOf(language: string): string {
	return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
}
