/** How something is said: speed, pauses, turns, hedging, certainty, repetition. */
import { readSentences, type Segment, type TimedSegment, whyNotEnglish } from 'autointel';
import type { BehaviourOutput } from './behaviourOutput.js';
import { paceOf } from './pace.js';
import { pausesOf } from './pauses.js';
import { repetitionsOf } from './repetition.js';
import { stanceOf } from './stance.js';
import { isQuestion, voicesOf } from './voices.js';
import { WordCounter } from './WordCounter.js';

export interface BehaviourOptions {
	/** Whether voices may be set side by side. Not those of people of a Discord server. */
	readonly compareVoices: boolean;
}

/** No sentences where no passage is reliable. */
export function measureBehaviour(segments: readonly Segment[], language: string, { compareVoices }: BehaviourOptions): BehaviourOutput {
	const counter = new WordCounter(language);
	const sentences = readSentences(segments, language);
	const reliable = segments.filter(({ unreliable }) => !unreliable);
	const timed = segments.filter((segment): segment is TimedSegment => 'start' in segment);
	const pace = paceOf(
		timed.filter(({ unreliable }) => !unreliable),
		counter
	);
	const notEnglish = whyNotEnglish(
		language,
		sentences.map(({ text }) => text),
		'searched for them'
	);
	const namesVoices = new Set(reliable.flatMap(({ speaker }) => speaker ?? [])).size > 1;
	const english = notEnglish === undefined;
	return {
		language,
		words: reliable.reduce((sum, { text }) => sum + counter.count(text), 0),
		sentences: sentences.length,
		questions: sentences.filter(isQuestion).length,
		...(pace === undefined ? {} : { pace, pauses: pausesOf(timed) }),
		voices: compareVoices && namesVoices ? voicesOf(reliable, sentences, counter) : [],
		repetitions: repetitionsOf(sentences, language, counter),
		...(english ? { hedging: stanceOf('hedging', sentences, counter), certainty: stanceOf('certainty', sentences, counter) } : {}),
		leftOut: [
			...(notEnglish === undefined ? [] : [`hedging and certainty: ${notEnglish}`]),
			...(pace === undefined ? ['speaking rate and pauses: a text has no times'] : []),
			...(namesVoices && !compareVoices ? ['a comparison of the voices: people of a server are not profiled'] : [])
		]
	};
}
