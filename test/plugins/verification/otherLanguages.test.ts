/** Claims in a language that no pattern here reads: a language model finds and judges them, and is held to the source and to what was fetched. */
import assert from 'node:assert/strict';
import type { Json, SectionContent, Segment } from 'autointel';
import { tryStage } from 'autointel/testing';
import type { ExtendedOutput } from '../../../plugins/verification/lib/extended/extendedOutput.js';
import type { VerificationOutput } from '../../../plugins/verification/lib/verificationOutput.js';
import { ExtendedVerification } from '../../../plugins/verification/stages/extended-verification.js';
import { Verification } from '../../../plugins/verification/stages/verification.js';
import { FakeWeb } from '../../support/web/FakeWeb.js';
import { openSearch } from '../../support/web/openSearch.js';
import { transcription } from './townHall.js';

const said: readonly Segment[] = [
	{ text: 'Guten Abend, und danke, dass Sie gekommen sind.', start: 0, end: 4, speaker: 'Frau Kolb' },
	{ text: 'Der Berliner Fernsehturm wurde 1969 eröffnet.', start: 4, end: 8, speaker: 'Herr Brandt' },
	{ text: 'Er ist 368 Meter hoch und steht am Alexanderplatz.', start: 8, end: 12, speaker: 'Herr Brandt' }
];
const claims = [
	{ line: 1, quote: 'Der Berliner Fernsehturm wurde 1969 eröffnet', about: ['Berliner Fernsehturm'] },
	{ line: 2, quote: 'Er ist 368 Meter hoch', about: ['Berliner Fernsehturm'] }
];

const articles = [
	{
		title: 'Berliner Fernsehturm',
		text: [
			'Der Berliner Fernsehturm ist ein Turm am Alexanderplatz und das höchste Bauwerk Deutschlands.',
			'Eröffnet wurde der Fernsehturm am 3. Oktober 1969, nach vier Jahren Bauzeit.',
			'Seit 1997 ist der Fernsehturm mit seiner Antenne 368 Meter hoch, davor war er kleiner.'
		]
	}
];

interface Answers {
	readonly claims: Json;
	/** By the passages that are shown. */
	readonly stances: (claim: string, passages: readonly string[]) => Json;
}

describe('verification in another language than English', () => {
	let web: FakeWeb;

	beforeEach(async () => {
		web = await FakeWeb.open({ articles, items: [], pages: [] });
	});

	afterEach(() => web.close());

	async function verify(answers: Answers, addresses: Parameters<typeof openSearch>[0] = web.settings) {
		const search = await openSearch(addresses);
		try {
			const languageModel = ({ data }: { readonly data: Readonly<Record<string, string>> }): Json =>
				data['claim'] === undefined
					? { claims: answers.claims }
					: answers.stances(data['claim'], (data['passages'] ?? '').split(/\n(?=\[\d+\])/));
			const outputs = { transcription: transcription(said, 'de') };
			const { outcome } = await tryStage(Verification, { outputs, search, languageModel });
			assert.equal(outcome.status, 'succeeded', JSON.stringify(outcome));
			const verification = outcome.output as VerificationOutput;
			const extended = await tryStage(ExtendedVerification, { outputs: { ...outputs, verification }, search, languageModel });
			return { output: verification, section: outcome.section as SectionContent, extended: extended.outcome };
		} finally {
			await search.close();
		}
	}

	const those = (passages: readonly string[], pattern: RegExp) => passages.flatMap((text, index) => (pattern.test(text) ? [index] : []));

	it('has the claims and verdicts of a model, with their words and the passages that were fetched', async () => {
		const { output, section } = await verify({
			claims,
			stances: (claim, passages) => ({
				supporting: those(passages, claim.includes('1969') ? /3\. Oktober 1969/ : /368 Meter/),
				contradicting: []
			})
		});
		assert.deepEqual(
			output.claims.map(({ text, verdict, judgedBy, antecedent, quotes: [first] }) => [text, verdict, judgedBy, antecedent, first?.quote]),
			[
				['Der Berliner Fernsehturm wurde 1969 eröffnet.', 'supported', 'model', undefined, 'Der Berliner Fernsehturm wurde 1969 eröffnet.'],
				['Er ist 368 Meter hoch', 'supported', 'model', 'Berliner Fernsehturm', 'Er ist 368 Meter hoch']
			]
		);
		for (const { sources } of output.claims) assert.ok(articles[0]?.text.some((line) => sources[0]?.passage.includes(line)));
		assert.equal(output.foundBy, 'model');
		assert.match(section.notes?.join(' ') ?? '', /found by a language model/);
		assert.ok(
			web.requests.every((request) => !/Kolb|Brandt/.test(request)),
			'nobody in the room is looked up'
		);
	});

	it('takes no passage for support that has another figure, or speaks of something else, whatever the model says', async () => {
		const { output } = await verify({
			claims: [{ line: 2, quote: 'Er ist 368 Meter hoch', about: ['Berliner Fernsehturm'] }, claims[0] ?? null],
			stances: (claim, passages) => ({ supporting: claim.includes('1969') ? those(passages, /368|Alexanderplatz/) : [], contradicting: [] })
		});
		assert.ok(output.claims.length === 2 && output.claims.every(({ verdict }) => verdict === 'insufficient-evidence'));
	});

	it('asks further sources about what was refuted, and says that nobody looked for contradictions', async () => {
		const page = {
			path: 'turm',
			title: 'Der Berliner Fernsehturm',
			text: ['Der Berliner Fernsehturm wurde nach dieser Seite erst später eröffnet, was aber niemand sonst behauptet. '.repeat(4)]
		};
		const wider = await FakeWeb.open({ articles, items: [], pages: [page] });
		const stances = (claim: string, passages: readonly string[]) => ({
			supporting: [],
			contradicting: claim.includes('1969') ? those(passages, /eröffnet/i) : []
		});
		const { output, extended } = await verify({ claims, stances }, wider.settings).finally(() => wider.close());
		assert.deepEqual(
			output.claims.map(({ verdict }) => verdict),
			['refuted', 'insufficient-evidence']
		);
		assert.equal(extended.status, 'succeeded');
		const { second, contradictions, notCompared } = extended.output as ExtendedOutput;
		assert.deepEqual([second.map(({ claim }) => claim), contradictions], [['c1'], []]);
		assert.match(notCompared ?? '', /German/);
	});

	it('shows what was found, and decides nothing, where the model only finds claims', async () => {
		const { output } = await verify({ claims, stances: () => ({ nonsense: true }) });
		for (const { verdict, judgedBy, reason, sources } of output.claims) {
			assert.deepEqual([verdict, judgedBy], ['insufficient-evidence', 'none']);
			assert.match(reason, /No language model has read what was found/);
			assert.ok(sources.length > 0 && sources.every(({ stance }) => stance === 'related'));
		}
	});

	it('has the claims where nothing can be searched', async () => {
		const { output } = await verify({ claims, stances: () => assert.fail() }, {});
		assert.equal(output.claims.length, 2);
		assert.match(output.claims[0]?.reason ?? '', /no search back end is configured/);
	});
});
