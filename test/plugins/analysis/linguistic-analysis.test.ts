import assert from 'node:assert/strict';
import type { Quote, Segment, StageOutputs } from 'autointel';
import { quotesOf, tryStage } from 'autointel/testing';
import fc from 'fast-check';
import type { LanguageOutput } from '../../../plugins/analysis/lib/languageOutput.js';
import { LinguisticAnalysis } from '../../../plugins/analysis/stages/linguistic-analysis.js';
import { lined, timed } from './passages.js';

const town = [
	'Good evening, and thank you for this wonderful turnout.',
	'Anna Keller wants $4.5 million for the library budget.',
	'I hate this terrible, horrible plan.',
	'The library budget grew by 12 percent in May 2024, says Anna Keller.',
	'We love the happy people of Chicago.',
	'A bigger library budget is what Chicago needs.'
];

function transcription(segments: readonly Segment[], language = 'en'): StageOutputs['transcription'] {
	return { engine: 'subtitles', language, languageBasis: 'requested', speakers: [], segments: [...segments] };
}

async function analyse(segments: readonly Segment[], language?: string) {
	const { outcome, progress } = await tryStage(LinguisticAnalysis, { outputs: { transcription: transcription(segments, language) } });
	assert.equal(outcome.status, 'succeeded');
	return { output: outcome.output as LanguageOutput, section: outcome.section, progress };
}

function* allQuotes(value: unknown): Generator<Quote> {
	if (typeof value !== 'object' || value === null) return;
	if ('quote' in value && typeof value.quote === 'string') yield value as Quote;
	for (const inner of Object.values(value)) yield* allQuotes(inner);
}

function places(quote: Quote): string {
	return JSON.stringify([quote.quote, 'line' in quote ? quote.line : [quote.start, quote.end], quote.speaker]);
}

describe('linguistic-analysis', () => {
	it('finds what was said, how, and where', async () => {
		const { output } = await analyse(timed(town));
		assert.deepEqual(
			output.entities.map(({ name, type, count, first }) => [name, type, count, 'start' in first && first.start]),
			[
				['Anna Keller', 'person', 2, 2],
				['Chicago', 'place', 2, 8],
				['May 2024', 'date', 1, 6],
				['$4.5 million', 'money', 1, 2],
				['12 percent', 'percentage', 1, 6]
			]
		);
		assert.deepEqual([output.keyPhrases[0]?.phrase, output.keyPhrases[0]?.count], ['library budget', 3]);
		assert.equal(output.sentiment.mostNegative[0]?.quote.quote, town[2]);
		assert.ok(output.sentiment.mostPositive.length > 0);
		assert.ok(output.sentiment.mostPositive.every(({ score }) => score > 0));
		assert.deepEqual(output.span, { start: 0, end: 12 });
		assert.match(output.readabilityReason ?? '', /at least 100 words/);
	});

	it('measures Flesch reading ease where there are sentences, and says so where there are none', async () => {
		const easy = await analyse(timed(Array.from({ length: 40 }, () => 'The cat sat on the mat.')));
		assert.equal(easy.output.readability?.formula, 'Flesch reading ease');
		// 206.835 − 1.015 × 6 words in a sentence − 84.6 × 1 syllable in a word = 116.1
		assert.ok(Math.abs((easy.output.readability?.score ?? 0) - 116.1) < 2, String(easy.output.readability?.score));
		const hard = await analyse(
			timed(Array.from({ length: 40 }, () => 'The institutional accountability necessitates interdepartmental communication.'))
		);
		assert.ok((hard.output.readability?.score ?? 100) < 10);
		const endless = await analyse(timed(Array.from({ length: 40 }, () => 'and then we went on to the next one')));
		assert.equal(endless.output.readability, undefined);
		assert.match(endless.output.readabilityReason ?? '', /hardly divided into sentences/);
		assert.ok(endless.section.notes?.some((note) => note.includes('hardly divided into sentences')));
	});

	it('leaves unreliable passages out', async () => {
		const segments = timed([...town, 'Paris Paris Paris is a horrible, horrible disaster.']);
		const { output } = await analyse(
			segments.map((segment, number) => (number === town.length ? { ...segment, unreliable: true } : segment))
		);
		assert.deepEqual(output, (await analyse(timed(town))).output);
	});

	it('skips every language but English, and names it', async () => {
		const reason = async (language: string, segments = timed(town)) => {
			const { outcome } = await tryStage(LinguisticAnalysis, { outputs: { transcription: transcription(segments, language) } });
			return outcome.status === 'skipped' ? outcome.reason : outcome.status;
		};
		assert.equal(
			await reason('de'),
			'only English (en) can be analysed without a language model, and this is in German (de); no language model is configured'
		);
		assert.equal(
			await reason('enm'),
			'only English (en) can be analysed without a language model, and this is in Middle English (enm); no language model is configured'
		);
		assert.match(await reason('und'), /^the language is not known/);
		assert.equal(
			await reason(
				'en',
				timed(town).map((segment) => ({ ...segment, unreliable: true as const }))
			),
			'there is no reliable passage to read'
		);
		assert.equal(await reason('en-GB'), 'succeeded');
	});

	it('points each statement of its section at a time or a line, or quotes it', async () => {
		for (const segments of [timed(town), lined(town)]) {
			const { section, output } = await analyse(segments);
			const items = section.blocks.flatMap((block) => (block.type === 'list' ? block.items : block.type === 'paragraph' ? [block] : []));
			assert.ok(items.length > 10, JSON.stringify(items));
			assert.ok(items.every(({ at, evidence }) => at !== undefined || (evidence ?? []).length > 0));
			const source = new Set(
				segments.map((segment) =>
					places({ quote: segment.text, ...('line' in segment ? { line: segment.line } : { start: segment.start, end: segment.end }) })
				)
			);
			const quotes = [
				...quotesOf({ sections: [{ ...section, stage: 's', status: 'succeeded', audience: 'member', notes: [] }] }),
				...allQuotes(output)
			];
			assert.ok(quotes.length > 10, String(quotes.length));
			for (const quote of quotes) assert.ok(source.has(places(quote)), places(quote));
		}
	});

	it('quotes nothing that does not stand in a reliable passage, whatever the transcript', async () => {
		const segment = fc.record(
			{
				text: fc.oneof(fc.constantFrom(...town), fc.string({ minLength: 1, maxLength: 40 })),
				length: fc.integer({ min: 1, max: 100 }),
				speaker: fc.constantFrom('Ana', 'constructor'),
				unreliable: fc.constantFrom(true as const, undefined)
			},
			{ requiredKeys: ['text', 'length'] }
		);
		await fc.assert(
			fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 15 }), async (drafts) => {
				let time = 0;
				const segments = drafts.map(({ length, ...words }) => {
					const start = time;
					time += length;
					return { ...words, start, end: time };
				});
				const { outcome } = await tryStage(LinguisticAnalysis, { outputs: { transcription: transcription(segments) } });
				if (outcome.status === 'skipped') return;
				const reliable = new Set(
					segments
						.filter(({ unreliable }) => !unreliable)
						.map(({ text, start, end, speaker }) => JSON.stringify([text, [start, end], speaker]))
				);
				for (const quote of allQuotes(outcome.output)) assert.ok(reliable.has(places(quote)), places(quote));
			}),
			{ numRuns: 60 }
		);
	});

	it('reports progress and lets an abort in', async () => {
		const long = timed(Array.from({ length: 600 }, (_, number) => town[number % town.length] ?? ''));
		const { progress } = await analyse(long);
		assert.deepEqual(
			progress.map(({ fraction }) => fraction),
			[0, 1 / 3, 2 / 3]
		);
		const abort = new AbortController();
		const aborted = tryStage(LinguisticAnalysis, { outputs: { transcription: transcription(long) }, signal: abort.signal });
		abort.abort(new Error('enough'));
		await assert.rejects(aborted, /enough/);
	});

	it('stays compact for a long source', async () => {
		const long = timed(
			Array.from(
				{ length: 1500 },
				(_, number) => `${town[number % town.length]} In ${1900 + (number % 120)}, ${number % 97} percent agreed.`
			)
		);
		const { output } = await analyse(long);
		assert.ok(JSON.stringify(output).length < 40_000);
		assert.equal(output.sentiment.windows.length, 10);
		assert.ok(output.entitiesFound > output.entities.length);
	});
});
