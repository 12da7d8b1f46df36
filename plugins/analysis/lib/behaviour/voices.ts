import type { Segment, Sentence } from 'autointel';
import type { BehaviourOutput } from './behaviourOutput.js';
import { perMinute } from './pace.js';
import type { WordCounter } from './WordCounter.js';

/** The voices that the source itself names, the most talkative first. Nothing is compared but words and times. */
export function voicesOf(segments: readonly Segment[], sentences: readonly Sentence[], counter: WordCounter): BehaviourOutput['voices'] {
	const voices = new Map<string, { words: number; turns: number; seconds: number; timed: boolean }>();
	let speaking: string | undefined;
	for (const segment of segments) {
		const { speaker } = segment;
		if (speaker !== undefined) {
			const voice = voices.get(speaker) ?? { words: 0, turns: 0, seconds: 0, timed: false };
			voices.set(speaker, voice);
			voice.words += counter.count(segment.text);
			if (speaker !== speaking) voice.turns += 1;
			if ('start' in segment) {
				voice.seconds += segment.end - segment.start;
				voice.timed = true;
			}
		}
		speaking = speaker;
	}
	const total = [...voices.values()].reduce((sum, { words }) => sum + words, 0);
	return [...voices]
		.map(([speaker, { words, turns, seconds, timed }]) => ({
			speaker,
			words,
			share: total === 0 ? 0 : Math.round((words / total) * 1000) / 1000,
			turns,
			...(timed ? { wordsPerMinute: perMinute(words, seconds) } : {}),
			questions: sentences.filter((sentence) => sentence.speaker === speaker && isQuestion(sentence)).length
		}))
		.sort((a, b) => b.words - a.words);
}

export function isQuestion({ text }: Sentence): boolean {
	return /[?？؟]["'”’»)\]]*$/u.test(text);
}
