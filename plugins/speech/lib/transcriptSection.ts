import { type Block, isUncertain, type ReportFile, type SectionContent, section } from 'autointel';
import { formatTime } from './formatTime.js';
import type { TranscriptOutput } from './transcriptOutput.js';

const bases = {
	requested: 'as requested',
	declared: 'as the source says',
	detected: 'recognized from the words',
	heard: 'as it was heard',
	unknown: 'could not be told'
} as const;

/** The section of the report: facts about the transcript, none of its words. */
export function transcriptSection(output: TranscriptOutput): SectionContent {
	const { language, languageBasis, durationSeconds, segments } = output;
	const unreliable = segments.filter((segment) => segment.unreliable).length;
	const facts = [
		originOf(output),
		{ label: 'Language', value: language === 'und' ? `unknown: it ${bases.unknown}` : `${nameOf(language)} (${bases[languageBasis]})` },
		...(durationSeconds === undefined ? [] : [{ label: 'Length', value: formatTime(durationSeconds) }]),
		{ label: 'Passages', value: String(segments.length) },
		{ label: 'Words', value: String(segments.reduce((sum, { text }) => sum + countWords(text), 0)) },
		...confidenceOf(segments),
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

function originOf({ engine, model = 'an unknown model' }: TranscriptOutput): { label: string; value: string } {
	switch (engine) {
		case 'subtitles':
			return { label: 'Read from', value: 'subtitles, as they are' };
		case 'text':
			return { label: 'Read from', value: 'text, as it is' };
		case 'whisper':
			return { label: 'Recognized by', value: `${model}, on this machine` };
		case 'remote':
			return { label: 'Recognized by', value: `${model}, by a service` };
	}
}

/** How sure the recognizer was, where there was one that says so. */
function confidenceOf(segments: TranscriptOutput['segments']): { label: string; value: string }[] {
	const sure = segments.flatMap(({ confidence, unreliable }) => (confidence === undefined || unreliable ? [] : [confidence]));
	if (sure.length === 0) return [];
	const mean = sure.reduce((sum, confidence) => sum + confidence, 0) / sure.length;
	const uncertain = segments.filter((segment) => !segment.unreliable && isUncertain(segment)).length;
	const marked =
		uncertain === 0 ? 'no passage was heard unclearly' : `${uncertain} of ${sure.length} passages were heard unclearly and are marked`;
	return [{ label: 'Confidence', value: `${percent(mean, 1)} on average; ${marked}` }];
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
