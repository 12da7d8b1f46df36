import { quoteOf, type TimedSegment } from 'autointel';
import type { BehaviourOutput } from './behaviourOutput.js';
import type { WordCounter } from './WordCounter.js';

/** Shorter passages say nothing about how fast somebody speaks. */
const fewestWords = 8;
/** Seconds. */
const shortest = 2.5;

/** How fast reliable passages are spoken. `undefined`: they take no time. */
export function paceOf(segments: readonly TimedSegment[], counter: WordCounter): BehaviourOutput['pace'] {
	const passages = segments.map((segment) => ({ segment, words: counter.count(segment.text), seconds: segment.end - segment.start }));
	const seconds = passages.reduce((sum, passage) => sum + passage.seconds, 0);
	if (seconds <= 0) return undefined;
	const ranked = passages
		.filter((passage) => passage.words >= fewestWords && passage.seconds >= shortest)
		.map(({ segment, words, seconds }) => ({ wordsPerMinute: perMinute(words, seconds), quote: quoteOf(segment) }))
		.sort((a, b) => b.wordsPerMinute - a.wordsPerMinute);
	const [fastest] = ranked;
	const slowest = ranked.at(-1);
	return {
		speakingSeconds: Math.round(seconds * 10) / 10,
		wordsPerMinute: perMinute(
			passages.reduce((sum, { words }) => sum + words, 0),
			seconds
		),
		...(fastest && slowest && fastest !== slowest ? { fastest, slowest } : {})
	};
}

export function perMinute(words: number, seconds: number): number {
	return seconds <= 0 ? 0 : Math.round((words / seconds) * 60);
}
