import { nameOfLanguage, type Sentence } from 'autointel';
import { prepare } from '../PreparedSentence.js';
import { WordReader } from '../WordReader.js';
import { DateReader } from './DateReader.js';
import { stretchesOf } from './stretches.js';
import type { TimelineOutput } from './timelineOutput.js';
import { topicTrends } from './topicTrends.js';

const mostEvents = 40;

/** Everything but the picture. `topics`: what is known to be one. */
export async function composeTimeline(
	sentences: readonly Sentence[],
	language: string,
	topics: readonly string[]
): Promise<Omit<TimelineOutput, 'picture'>> {
	const dates = await DateReader.for(language);
	const named = sentences.flatMap(({ text, quotes }) => (dates?.read(text) ?? []).map((date) => ({ ...date, quotes: [...quotes] })));
	const events = named
		.flatMap(({ year, ...date }) => (year === undefined ? [] : [{ year, ...date }]))
		.sort((a, b) => a.year - b.year || (a.month ?? 0) - (b.month ?? 0) || (a.day ?? 0) - (b.day ?? 0));
	const reader = new WordReader(
		language,
		sentences.map(({ text }) => text)
	);
	const stretches = stretchesOf(prepare(sentences, reader));
	return {
		stretches: stretches.map(({ at, lastLine }) => ({ at, ...(lastLine === undefined ? {} : { lastLine }) })),
		topics: topicTrends(stretches, topics),
		events: events.slice(0, mostEvents),
		withoutYear: named.flatMap(({ year, words, quotes }) => (year === undefined ? [{ words, quotes }] : [])).slice(0, mostEvents),
		notes: [
			...(dates === undefined
				? [whyNoDates(language)]
				: ['Dates are shown as the source says them, true or not; “last year” and “in ten years” name none.']),
			...(events.length > mostEvents ? [`Shown are the ${mostEvents} earliest of ${events.length} dates.`] : []),
			...(topics.length === 0 && stretches.length > 0 ? ['No topics were known, so the words that come up most stand in for them.'] : [])
		]
	};
}

function whyNoDates(language: string): string {
	return language === 'und'
		? 'Dates were left out: the language is not known.'
		: `Dates were left out: those of ${nameOfLanguage(language)} cannot be read.`;
}
