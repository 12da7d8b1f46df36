import assert from 'node:assert/strict';
import type { StageOutputs } from 'autointel';
import { tryStage } from 'autointel/testing';
import { Synthesis } from '../../../plugins/reporting/stages/synthesis.js';
import { quotesIn, synthesisOf } from './stages.js';
import { lines, stands, townHall } from './transcripts.js';

describe('synthesis', () => {
	it('sums up in three to six sentences of the source, in its order, each with its quote', async () => {
		const segments = await townHall();
		const { output, section } = await synthesisOf(segments);
		assert.ok(output.statements.length >= 3 && output.statements.length <= 6);
		const quotes = quotesIn(section);
		assert.deepEqual(
			quotes,
			output.statements.flatMap((statement) => statement.quotes)
		);
		for (const [index, quote] of quotes.entries()) {
			assert.ok(stands(quote, segments));
			const before = quotes[index - 1];
			assert.ok(before === undefined || ('start' in before && 'start' in quote && before.start <= quote.start));
		}
	});

	it('says in the headline who said what, and nothing that is not said', async () => {
		const segments = await townHall();
		const { output, section } = await synthesisOf(segments);
		assert.equal(section.headline?.summary, output.summary);
		const speakers = new Set(segments.map(({ speaker }) => `${speaker}:`));
		const rest = output.statements.reduce((text, statement) => text.replace(`“${statement.text}”`, ''), output.summary);
		for (const name of rest.split(/(?<=:)\s*/u)) assert.ok(name.trim() === '' || speakers.has(name.trim()), `"${name}" is nobody's`);
	});

	it('says honestly that contradictions were not looked for', async () => {
		const { section } = await synthesisOf(await townHall());
		assert.ok(section.notes?.includes('Contradictions were not looked for.'));
	});

	it('tells what was refuted, and of contradictions that another section shows', async () => {
		const quote = { quote: 'Sydney, the capital of Australia', start: 1, end: 2 };
		const claim = {
			id: 'c1',
			text: quote.quote,
			quotes: [quote],
			about: [],
			worth: 1,
			checked: [],
			judgedBy: 'comparison' as const,
			sources: []
		};
		const verification: StageOutputs['verification'] = {
			language: 'en',
			foundBy: 'patterns',
			claims: [
				{ ...claim, verdict: 'refuted', reason: 'The sources say Canberra.' },
				{ ...claim, id: 'c2', verdict: 'supported', reason: 'So it is.' }
			],
			left: 0,
			dropped: 0,
			searched: 2,
			backends: []
		};
		const contradictions = [
			{ kind: 'figures', over: '1 / 2', one: { text: 'One', quotes: [quote] }, other: { text: 'Two', quotes: [quote] } }
		];
		const extended = { contradictions } as unknown as StageOutputs['extended-verification'];
		const { section } = await synthesisOf(await townHall(), { verification, 'extended-verification': extended });
		const disputed = section.blocks.find((block) => block.type === 'list' && block.title === 'What was refuted or is disputed');
		assert.deepEqual(disputed?.type === 'list' && disputed.items, [{ text: 'Refuted: The sources say Canberra.', evidence: [quote] }]);
		assert.ok(section.notes?.includes('Contradictions inside the source: 1, in the section on contradictions.'));
	});

	it('makes do with a source of one sentence', async () => {
		const { output } = await synthesisOf(lines('The bridge was opened in 1931.'));
		assert.equal(output.summary, '“The bridge was opened in 1931.”');
	});

	it('is skipped where the briefing found nothing', async () => {
		const briefing = { chapters: [], takeaways: [], sentences: 0, knowsLanguage: true };
		const { outcome } = await tryStage(Synthesis, { outputs: { briefing } });
		assert.equal(outcome.status, 'skipped');
	});
});
