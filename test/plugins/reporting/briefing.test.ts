import assert from 'node:assert/strict';
import type { Segment, StageOutputs } from 'autointel';
import { tryStage } from 'autointel/testing';
import { Briefing } from '../../../plugins/reporting/stages/briefing.js';
import { briefingOf, quotesIn, succeed } from './stages.js';
import { stands, townHall, transcription } from './transcripts.js';

describe('briefing', () => {
	it('shows takeaways and chapters, every quote of them verbatim in the source', async () => {
		const segments = await townHall();
		const { section, output } = await briefingOf(segments);
		const quotes = quotesIn(section);
		assert.equal(quotes.length, output.takeaways.length + output.chapters.length);
		assert.ok(quotes.length >= 10);
		for (const quote of quotes) assert.ok(stands(quote, segments), `"${quote.quote}" does not stand in the source`);
		assert.ok(section.notes?.some((note) => note.includes('no language model was used')));
	});

	it('proposes its takeaways for the head of the report, as what was said, by whom, with their place in the source', async () => {
		const { section, output } = await briefingOf(await townHall());
		assert.deepEqual(
			section.headline?.takeaways,
			output.takeaways.map(({ text, quotes }) => ({ text: `${quotes[0]?.speaker}: “${text}”`, evidence: quotes }))
		);
	});

	it('takes the topics that were found into the titles of chapters', async () => {
		const first = { quote: 'x', start: 0, end: 1 };
		const span = { start: 0, end: 600 };
		const language: StageOutputs['linguistic-analysis'] = {
			language: 'en',
			words: 1,
			passages: 1,
			sentiment: { by: 'vader', score: 0, windows: [], mostPositive: [], mostNegative: [] },
			keyPhrases: [{ phrase: 'Supermarket', count: 2, weight: 2, first }],
			topics: [],
			entities: [],
			entitiesFound: 0,
			span
		};
		const { output } = await succeed<StageOutputs['briefing']>(Briefing, {
			outputs: { transcription: transcription(await townHall()), 'linguistic-analysis': language }
		});
		assert.ok(output.chapters.some(({ keywords }) => keywords[0] === 'supermarket'));
	});

	it('is skipped where nothing can be quoted', async () => {
		const unreliable: readonly Segment[] = [{ text: 'mumble mumble', start: 0, end: 2, unreliable: true }];
		const { outcome } = await tryStage(Briefing, { outputs: { transcription: transcription(unreliable) } });
		assert.deepEqual(outcome, { status: 'skipped', reason: 'the source has no passage that is reliable enough to quote' });
	});
});
