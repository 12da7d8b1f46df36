import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Segment, StageOutputs } from 'autointel';
import { type TryStageOptions, tryStage } from 'autointel/testing';
import type { RhetoricOutput } from '../../../plugins/analysis/lib/rhetoric/rhetoricOutput.js';
import { DeceptionAnalysis } from '../../../plugins/analysis/stages/deception-analysis.js';
import { lines, stands, townHall, transcription } from '../reporting/transcripts.js';

type Options = Pick<TryStageOptions, 'languageModel' | 'scores'> & { readonly language?: string; readonly verification?: Verification };
type Verification = StageOutputs['verification'];

async function check(segments: readonly Segment[], { language, verification, ...options }: Options = {}) {
	const { outcome } = await tryStage(DeceptionAnalysis, {
		outputs: { transcription: transcription(segments, language), ...(verification === undefined ? {} : { verification }) },
		...options
	});
	return outcome;
}

async function checked(segments: readonly Segment[], options?: Options) {
	const outcome = await check(segments, options);
	assert.equal(outcome.status, 'succeeded');
	return { output: outcome.output as RhetoricOutput, section: outcome.section };
}

async function reasonFor(segments: readonly Segment[], language?: string): Promise<string> {
	const outcome = await check(segments, language === undefined ? {} : { language });
	return outcome.status === 'skipped' ? outcome.reason : outcome.status;
}

async function germanLines(): Promise<readonly Segment[]> {
	const text = await readFile('test/fixtures/german/freibad.vtt', 'utf8');
	return lines(...[...text.matchAll(/^<v [^>]+>(.+)$/gmu)].map(([, words = '']) => words));
}

function verificationWith(...verdicts: readonly Verification['claims'][number]['verdict'][]): Verification {
	const claim = {
		text: 'c',
		quotes: [{ quote: 'c', line: 1 }],
		about: [],
		worth: 1,
		reason: 'r',
		checked: [],
		judgedBy: 'comparison' as const,
		sources: []
	};
	return {
		language: 'en',
		foundBy: 'patterns',
		claims: verdicts.map((verdict, index) => ({ ...claim, id: `c${index}`, verdict })),
		left: 0,
		dropped: 0,
		searched: 0,
		backends: []
	};
}

describe('deception-analysis', () => {
	it('shows each passage verbatim, at its time and from its speaker, under the name of its technique', async () => {
		const segments = await townHall();
		const { output, section } = await checked(segments);
		assert.equal(section.title, 'Rhetoric check');
		for (const { quotes } of output.findings) for (const quote of quotes) assert.ok(stands(quote, segments), JSON.stringify(quote));
		const whatabout = output.findings.find(({ technique }) => technique === 'whataboutism');
		assert.deepEqual(
			whatabout?.quotes.map(({ quote }) => quote),
			['You lecture me about debt?', 'What about the swimming pool?']
		);
		const lists = section.blocks.filter((block) => block.type === 'list');
		assert.equal(lists.flatMap(({ items }) => items).length, output.findings.length);
		assert.ok(lists.some(({ title }) => title === 'Straw man'));
	});

	it('judges no one: there is no score, and it says what it cannot see', async () => {
		const { output, section } = await checked(await townHall());
		assert.doesNotMatch(JSON.stringify({ output, blocks: section.blocks }), /score|liar|deceptive|trustworth/i);
		assert.match(section.notes?.join(' ') ?? '', /not seen so.*No language model was used: no language model is configured\./);
	});

	it('finds nothing in calm words, and says so', async () => {
		const { output, section } = await checked(lines('The bridge was opened in 1931.', 'It is 118 metres long.'));
		assert.deepEqual([output.findings, output.sentences, output.words], [[], 2, 11]);
		assert.deepEqual(section.blocks, [{ type: 'paragraph', text: 'In 2 sentences no passage was found that persuades without proving.' }]);
	});

	it('leaves unreliable passages out', async () => {
		const { output } = await checked([
			{ text: 'It is now or never.', start: 0, end: 2, unreliable: true },
			{ text: 'The bridge was opened in 1931.', start: 3, end: 5 }
		]);
		assert.deepEqual(output.findings, []);
	});

	it('skips every language but English, also one that is only said to be English', async () => {
		const german = await germanLines();
		assert.equal(
			await reasonFor(german, 'de'),
			'only English (en) can be checked without a language model, and this is in German (de) (no language model is configured)'
		);
		assert.match(await reasonFor(german, 'und'), /^the language is not known/);
		assert.match(await reasonFor(german, 'en'), /the source is said to be English, but its words are not/);
		assert.equal(await reasonFor(lines('It is now or never.'), 'en-GB'), 'succeeded');
	});

	describe('with a language model', () => {
		it('shows what the model names where it stands in the source, in the true words, and drops what nobody said', async () => {
			const { output, section } = await checked(await townHall(), {
				languageModel: () => ({
					passages: [
						{ line: 26, technique: 'name-calling', quote: 'Councillor Hale is a criminal and everybody knows it.' },
						{ line: 25, technique: 'ad-hominem', quote: 'so forgive me if i dont trust his figures' },
						{ line: 88, technique: 'appeal-to-fear', quote: 'people on the east bank will loose their jobs over that' }
					]
				})
			});
			const shown = (basis: string) => output.findings.filter((finding) => finding.basis === basis).map(({ quotes }) => quotes[0]?.quote);
			assert.deepEqual(shown('model'), ['People on the east bank will lose their jobs over that']);
			assert.equal(shown('both').length, 1);
			assert.ok(output.dropped > 0);
			assert.doesNotMatch(JSON.stringify(section), /criminal/);
			assert.match(section.notes?.join(' ') ?? '', /dropped: nobody said the words that the model quoted/);
		});

		it('checks other languages by the model alone', async () => {
			const { output, section } = await checked(await germanLines(), {
				language: 'de',
				languageModel: () => ({
					passages: [{ line: 12, technique: 'false-dilemma', quote: 'Entweder wir sanieren jetzt, oder wir lassen diese Kinder im Stich.' }]
				})
			});
			assert.deepEqual(
				output.findings.map(({ technique, basis }) => [technique, basis]),
				[['false-dilemma', 'model']]
			);
			assert.equal(output.readWording, false);
			assert.match(JSON.stringify(section.blocks), /1 passage persuades without proving, as a language model sees it/);
		});

		it('reads long talk part by part, and says where the model stopped', async () => {
			const long = Array.from(
				{ length: 600 },
				(_, index): Segment => ({ text: 'The harbour grows a little every year.', start: index, end: index + 1 })
			);
			let asked = 0;
			const { output, section } = await checked(long, {
				languageModel: () => (++asked === 1 ? { passages: [] } : { answered: false, code: 'budget-reached', reason: 'the budget is spent' })
			});
			assert.equal(asked, 2);
			assert.equal(output.modelFailure, 'the budget is spent');
			assert.ok(section.notes?.includes('It did not see everything: the budget is spent.'));
		});
	});

	describe('a score', () => {
		const pressing = lines('It is now or never.', ...Array.from({ length: 40 }, () => 'The bridge was opened in that year and stands.'));

		it('is given only where a server wants scores and claims were decided, with its parts', async () => {
			const verification = verificationWith('refuted', 'supported', 'mixed', 'insufficient-evidence');
			const { output, section } = await checked(pressing, { scores: true, verification });
			assert.deepEqual(output.score, { value: 39, refuted: 50, decided: 3, pressure: 27 });
			assert.ok(section.blocks.some((block) => block.type === 'facts' && block.items.length === 3));
			assert.equal((await checked(pressing, { verification })).output.score, undefined);
			assert.equal((await checked(pressing, { scores: true })).output.score, undefined);
		});

		it('never comes from missing evidence', async () => {
			const verification = verificationWith('refuted', 'refuted', ...Array.from({ length: 9 }, () => 'insufficient-evidence' as const));
			assert.equal((await checked(pressing, { scores: true, verification })).output.score, undefined);
		});
	});
});
