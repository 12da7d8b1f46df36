import { type Block, type Item, type Position, type Quote, type SectionContent, section } from 'autointel';
import type { EntityType } from './english.js';
import type { LanguageOutput } from './languageOutput.js';

const entityTitles: Readonly<Record<EntityType, string>> = {
	person: 'People',
	organisation: 'Organisations',
	place: 'Places',
	date: 'Dates',
	money: 'Sums of money',
	percentage: 'Percentages'
};

/** The section of the report. Every statement points at its time or line, or quotes the passage it rests on. */
export function languageSection(output: LanguageOutput): SectionContent {
	const { sentiment, keyPhrases, topics, entities, readability } = output;
	const blocks: Block[] = [
		{
			type: 'paragraph',
			text: `The words of ${count(output.passages, 'passage')} are ${tone(sentiment.score)} on the whole (${signed(sentiment.score)}).`,
			at: output.span
		},
		list('Sentiment from beginning to end', sentiment.windows.length > 1 ? sentiment.windows.map(windowItem) : []),
		list('Most positive words', sentiment.mostPositive.map(scoredItem)),
		list('Most negative words', sentiment.mostNegative.map(scoredItem)),
		list(
			'Topics',
			topics.map(({ topic, count: mentions, phrases, busiest, first }) => ({
				text: `${topic}: ${count(mentions, 'mention')}${phrases.length > 0 ? `, also as ${phrases.join(', ')}` : ''}, most often around here`,
				at: busiest,
				evidence: [first]
			}))
		),
		list(
			'Key phrases',
			keyPhrases
				.filter(({ phrase }) => topics.every(({ topic }) => topic !== phrase))
				.map(({ phrase, count: mentions, first }) => ({ text: `${phrase}: ${count(mentions, 'mention')}`, at: placeOf(first) }))
		),
		...Object.entries(entityTitles).map(([type, title]) =>
			list(
				title,
				entities
					.filter((entity) => entity.type === type)
					.map(({ name, count: mentions, first }) => ({ text: `${name}: ${count(mentions, 'mention')}`, at: placeOf(first) }))
			)
		),
		...(readability ? [readabilityBlock(readability, output)] : [])
	];
	return section({
		title: 'Language',
		blocks: blocks.filter((block) => block.type !== 'list' || block.items.length > 0),
		notes: notesOn(output)
	});
}

/** Where it comes up first: the words around it would say no more. */
function placeOf(quote: Quote): Position {
	return 'line' in quote ? { line: quote.line } : { start: quote.start, end: quote.end };
}

function list(title: string, items: readonly Item[]): Block {
	return { type: 'list', title, items };
}

function windowItem({ at, lastLine, score, words }: LanguageOutput['sentiment']['windows'][number]): Item {
	return {
		text: `${tone(score)} (${signed(score)}), ${count(words, 'word')}${lastLine === undefined ? '' : `, up to line ${lastLine}`}`,
		at
	};
}

function scoredItem({ score, quote }: LanguageOutput['sentiment']['mostPositive'][number]): Item {
	return { text: signed(score), evidence: [quote] };
}

function readabilityBlock(readability: NonNullable<LanguageOutput['readability']>, { span }: LanguageOutput): Block {
	const { formula, score, wordsPerSentence } = readability;
	return { type: 'paragraph', text: `${formula}: ${score}, ${ease(score)}; ${wordsPerSentence} words in a sentence on average.`, at: span };
}

/** The bands of Flesch's book How to Write Plain English (1979). */
function ease(score: number): string {
	if (score >= 80) return 'easy to read';
	if (score >= 60) return 'plain English';
	if (score >= 50) return 'fairly difficult';
	return score >= 30 ? 'difficult' : 'very difficult';
}

function tone(score: number): string {
	const strength = Math.abs(score);
	if (strength < 0.05) return 'neutral';
	return `${strength < 0.3 ? 'slightly ' : ''}${score > 0 ? 'positive' : 'negative'}`;
}

function signed(score: number): string {
	return `${score > 0 ? '+' : score < 0 ? '−' : '±'}${Math.abs(score).toFixed(2)}`;
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function notesOn({ sentiment, entities, entitiesFound, readabilityReason, modelWork, withoutModel }: LanguageOutput): string[] {
	const english = sentiment.by === 'vader';
	return [
		english
			? 'Sentiment is the VADER score of the words used, from −1 to 1: irony and meaning escape it.'
			: `Sentiment is the judgement of the language model ${modelWork?.model ?? ''} on the wording, from −1 to 1. Nothing has checked it.`,
		...(english
			? ['Names are recognized by compromise, dates and amounts by wink-nlp: some are missed, and some are taken for something else.']
			: []),
		...(modelWork === undefined ? [] : [noteOnModel(modelWork, english)]),
		...(modelWork?.failure === undefined ? [] : [`The model has not read all of the source (${modelWork.failure}).`]),
		...(withoutModel === undefined ? [] : [`No language model was used (${withoutModel}).`]),
		...(entities.length < entitiesFound
			? [`Shown are the ${entities.length} most frequent of ${entitiesFound} names, dates and amounts.`]
			: []),
		...(readabilityReason === undefined ? [] : [`Left out: ${readabilityReason}.`])
	];
}

function noteOnModel({ model, dropped }: NonNullable<LanguageOutput['modelWork']>, english: boolean): string {
	const what = english ? 'Further names' : 'Names and phrases';
	const left = dropped === 0 ? '' : `; ${dropped} that it gave and nobody said were left out`;
	return `${what} were found by the language model ${model}, and counted in the source${left}.`;
}
