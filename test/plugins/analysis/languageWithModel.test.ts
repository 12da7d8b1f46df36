import assert from 'node:assert/strict';
import type { ModelFailure, Segment, StageOutputs } from 'autointel';
import { type TryStageOptions, tryStage } from 'autointel/testing';
import { LinguisticAnalysis } from '../../../plugins/analysis/stages/linguistic-analysis.js';
import { timed } from './passages.js';

const german = timed([
	'Guten Abend, und danke, dass Sie in diesem Regen gekommen sind.',
	'Die Brücke ist seit dem ersten Februar für Lastwagen gesperrt.',
	'Frau Öztürk von den Stadtwerken sagt, die Brücke koste 6,2 Millionen Euro.',
	'Das ist eine schreckliche, schändliche Verschwendung!',
	'Ich freue mich sehr, dass die Brücke endlich erneuert wird.'
]);
const unheard: Segment = { text: 'Die Brücke in Wuppertal, sagt Herr Unverständlich.', start: 10, end: 12, unreliable: true };

const noRoom: ModelFailure = { answered: false, code: 'budget-reached', reason: 'the budget has no room' };

async function analyse(segments: readonly Segment[], language: string, languageModel?: TryStageOptions['languageModel']) {
	const transcription = { engine: 'subtitles', language, languageBasis: 'requested', speakers: [], segments: [...segments] } as const;
	const { outcome } = await tryStage(LinguisticAnalysis, {
		outputs: { transcription: { ...transcription, speakers: [], segments: [...segments] } },
		...(languageModel && { languageModel })
	});
	return outcome;
}

async function succeed(...given: Parameters<typeof analyse>) {
	const outcome = await analyse(...given);
	assert.ok(outcome.status === 'succeeded', outcome.status === 'skipped' ? outcome.reason : '');
	return { output: outcome.output as StageOutputs['linguistic-analysis'], section: outcome.section };
}

const answer = {
	names: [
		{ name: 'Öztürk', type: 'person' },
		{ name: 'Stadtwerken', type: 'organisation' },
		{ name: 'ersten Februar', type: 'date' },
		{ name: '6,2 Millionen Euro', type: 'money' },
		// Nobody speaks of these, or not so that it could be heard.
		{ name: 'Angela Merkel', type: 'person' },
		{ name: 'Wuppertal', type: 'place' },
		{ name: 'Brück', type: 'place' }
	],
	phrases: ['Brücke', 'Lastwagen', 'Korruption im Rathaus'],
	tone: 0.1,
	strongest: [
		{ line: 3, quote: 'eine schreckliche, schändliche Verschwendung', tone: -0.9 },
		{ line: 4, quote: 'Ich freue mich sehr', tone: 0.8 },
		{ line: 0, quote: 'Alle Politiker sind Verbrecher', tone: -1 }
	]
};

describe('linguistic-analysis with a language model', () => {
	it('reads what it cannot read alone, and counts in the source what the model names', async () => {
		const { output, section } = await succeed([...german, unheard], 'de', () => answer);
		assert.deepEqual(
			output.entities.map(({ name, type, count }) => [name, type, count]),
			[
				['Öztürk', 'person', 1],
				['Stadtwerken', 'organisation', 1],
				['ersten Februar', 'date', 1],
				['6,2 Millionen Euro', 'money', 1]
			]
		);
		assert.deepEqual(
			output.keyPhrases.map(({ phrase, count, first }) => [phrase, count, 'start' in first && first.start]),
			[
				['Brücke', 3, 2],
				['Lastwagen', 1, 2]
			]
		);
		assert.deepEqual(
			output.topics.map(({ topic, count }) => [topic, count]),
			[['Brücke', 3]]
		);
		assert.equal(output.sentiment.by, 'model');
		assert.deepEqual(output.sentiment.mostNegative, [
			{ score: -0.9, quote: { quote: 'eine schreckliche, schändliche Verschwendung!', start: 6, end: 8 } }
		]);
		assert.equal(output.sentiment.mostPositive[0]?.quote.quote, 'Ich freue mich sehr');
		assert.deepEqual(output.modelWork, { model: 'tried-model', dropped: 5 });
		const said = JSON.stringify(section);
		for (const lie of ['Merkel', 'Wuppertal', 'Korruption', 'Verbrecher', 'VADER', 'compromise']) assert.ok(!said.includes(lie), lie);
		for (const words of ['judgement of the language model tried-model', '5 that it gave and nobody said', 'measured for English only']) {
			assert.ok(said.includes(words), said);
		}
	});

	it('adds names to what the rules find in English, and leaves the tone to the lexicon', async () => {
		const english = timed(['Anna Keller met Zyxwv in Chicago.', 'Zyxwv hates this terrible plan, says Keller.']);
		const { output, section } = await succeed(english, 'en', () => ({
			names: [
				{ name: 'Zyxwv', type: 'organisation' },
				{ name: 'Anna Keller', type: 'person' },
				{ name: 'Elon Musk', type: 'person' }
			],
			phrases: [],
			tone: 1,
			strongest: []
		}));
		const names = output.entities.map(({ name, type, count }) => `${name} ${type} ${count}`);
		assert.ok(names.includes('Zyxwv organisation 2') && names.includes('Chicago place 1'), names.join());
		assert.equal(names.filter((name) => name.includes('Keller')).length, 1);
		assert.ok(!JSON.stringify(section).includes('Musk'));
		assert.equal(output.sentiment.by, 'vader');
		assert.ok(output.sentiment.score < 0);
	});

	it('skips a language it cannot read where the model does not answer, and says why', async () => {
		const outcome = await analyse(german, 'de', () => noRoom);
		assert.ok(outcome.status === 'skipped');
		assert.match(outcome.reason, /only English .*German.*; the budget has no room$/);
		const alone = await analyse(german, 'de');
		assert.ok(alone.status === 'skipped' && alone.reason.endsWith('; no language model is configured'));
	});

	it('reads English alone where the model does not answer, and says so', async () => {
		const { output, section } = await succeed(timed(['The library of Chicago is old.']), 'en', () => noRoom);
		assert.equal(output.withoutModel, 'the budget has no room');
		assert.ok(section.notes?.includes('No language model was used (the budget has no room).'));
	});
});
