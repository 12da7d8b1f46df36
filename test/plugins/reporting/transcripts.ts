import { readFile } from 'node:fs/promises';
import type { Quote, Segment, StageOutputs, TimedSegment } from 'autointel';

/** The example's transcript, read by a few lines of its own rather than by the plugin that reads subtitles. */
export async function townHall(): Promise<readonly TimedSegment[]> {
	const file = await readFile(new URL('../../../examples/town-hall.vtt', import.meta.url), 'utf8');
	return [...file.matchAll(/^(\S+) --> (\S+)\n<v ([^>]+)>(.+)$/gmu)].map(([, start = '', end = '', speaker = '', text = '']) => ({
		start: seconds(start),
		end: seconds(end),
		speaker,
		text
	}));
}

function seconds(time: string): number {
	const sum = time.split(':').reduce((total, part) => total * 60 + Number(part), 0);
	// To the millisecond that was written.
	return Math.round(sum * 1000) / 1000;
}

export function transcription(segments: readonly Segment[], language = 'en'): StageOutputs['transcription'] {
	return {
		engine: segments.some((segment) => 'line' in segment) ? 'text' : 'subtitles',
		language,
		languageBasis: language === 'und' ? 'unknown' : 'declared',
		speakers: [...new Set(segments.flatMap(({ speaker }) => (speaker === undefined ? [] : [speaker])))],
		segments: segments.map((segment) => ({ ...segment }))
	};
}

/** One segment for each line of a text. */
export function lines(...texts: readonly string[]): readonly Segment[] {
	return texts.map((text, index) => ({ text, line: index + 1 }));
}

/** Whether a quote stands in the source where it says, white space aside. */
export function stands(quote: Quote, segments: readonly Segment[]): boolean {
	const passage = segments.filter((segment) =>
		'line' in quote
			? 'line' in segment && segment.line === quote.line
			: !('line' in segment) && segment.start >= quote.start && segment.end <= quote.end
	);
	const bare = (text: string) => text.replace(/\s+/gu, '');
	return (
		bare(quote.quote) !== '' &&
		passage.every(({ speaker, unreliable }) => speaker === quote.speaker && !unreliable) &&
		bare(passage.map(({ text }) => text).join('')).includes(bare(quote.quote))
	);
}
