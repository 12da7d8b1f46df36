/** What a language model may add to verdicts, and what it may not, however it answers. */
import assert from 'node:assert/strict';
import type { Json, ModelFailure, Segment } from 'autointel';
import { tryStage } from 'autointel/testing';
import type { VerificationOutput, VerifiedClaim } from '../../../plugins/verification/lib/verificationOutput.js';
import { Verification } from '../../../plugins/verification/stages/verification.js';
import { FakeWeb } from '../../support/web/FakeWeb.js';
import { openSearch } from '../../support/web/openSearch.js';
import { townHall, transcription } from './townHall.js';

/** Answers with the numbers of the passages whose words match. */
type Reader = (claim: string, passages: readonly string[]) => Json | ModelFailure;

/** Answers with the claims of a numbered transcript. */
type Finder = (transcript: string) => Json | ModelFailure;

const decideNothing: Reader = () => ({ supporting: [], contradicting: [] });

describe('verification with a language model', () => {
	let web: FakeWeb;
	let asked: number;

	beforeEach(async () => {
		web = await FakeWeb.open();
		asked = 0;
	});

	afterEach(() => web.close());

	async function verify(
		read: Reader,
		segments?: readonly Segment[],
		finding: Finder = () => ({ claims: [] })
	): Promise<VerificationOutput> {
		const search = await openSearch(web.settings);
		try {
			const { outcome } = await tryStage(Verification, {
				outputs: { transcription: transcription(segments ?? (await townHall())) },
				search,
				languageModel: ({ data }) => {
					asked++;
					if (data['transcript'] !== undefined) return finding(data['transcript']);
					return read(data['claim'] ?? '', (data['passages'] ?? '').split(/\n(?=\[\d+\])/));
				}
			});
			assert.equal(outcome.status, 'succeeded');
			return outcome.output as VerificationOutput;
		} finally {
			await search.close();
		}
	}

	function find(output: VerificationOutput, words: string): VerifiedClaim {
		const claim = output.claims.find(({ text }) => text.includes(words));
		assert.ok(claim, words);
		return claim;
	}

	const those = (passages: readonly string[], pattern: RegExp) => passages.flatMap((text, index) => (pattern.test(text) ? [index] : []));

	it('decides what figures do not, by the passages that it points at', async () => {
		const output = await verify((claim, passages) => ({
			supporting: claim.includes('Road salt') ? those(passages, /speeds up the corrosion/) : [],
			contradicting: claim.includes('Concrete') ? those(passages, /two thousand years ago|patented/) : []
		}));
		const salt = find(output, 'Road salt');
		assert.deepEqual([salt.verdict, salt.judgedBy], ['supported', 'model']);
		assert.match(salt.sources[0]?.passage ?? '', /speeds up the corrosion of steel/);
		const concrete = find(output, 'Concrete was only invented');
		assert.deepEqual([concrete.verdict, concrete.sources[0]?.stance], ['refuted', 'contradicts']);
		assert.equal(output.model, 'tried-model');
	});

	it('is not asked where figures decide', async () => {
		const claims: string[] = [];
		await verify((claim) => {
			claims.push(claim);
			return { supporting: [], contradicting: [] };
		});
		assert.ok(claims.length > 3 && claims.every((claim) => !/Golden Gate|capital of Australia/.test(claim)));
	});

	it('makes nothing up: passages that do not exist, or say nothing of the claim, carry no verdict', async () => {
		const liar = await verify(() => ({ supporting: [0, 1, 99, -1], contradicting: [] }));
		for (const claim of liar.claims.filter(({ judgedBy, verdict }) => judgedBy === 'model' && verdict !== 'insufficient-evidence')) {
			assert.ok(claim.sources.some(({ stance, passage }) => stance === 'supports' && passage !== ''));
		}
		assert.notEqual(
			find(liar, 'The Mill Street Bridge was opened in 1931').verdict,
			'supported',
			'the figure in the passage is another one'
		);
		const both = await verify((_, passages) => ({ supporting: [...passages.keys()], contradicting: [...passages.keys()] }));
		assert.ok(both.claims.every(({ judgedBy, verdict }) => judgedBy !== 'model' || verdict === 'insufficient-evidence'));
	});

	it('lets no namesake refute a claim', async () => {
		const output = await verify((_, passages) => ({ supporting: [], contradicting: those(passages, /Fennimore|1904/) }));
		assert.equal(find(output, 'The Mill Street Bridge was opened in 1931').verdict, 'insufficient-evidence');
	});

	it('adds claims that no pattern finds, in the true words, and takes each once', async () => {
		const segments: Segment[] = [
			{ text: 'And remember the Tacoma Narrows Bridge.', start: 0, end: 4, speaker: 'Dan Hale' },
			{ text: 'It fell in 1940.', start: 4, end: 8, speaker: 'Dan Hale' },
			{ text: 'Whoever invented concrete was a Roman, I read somewhere.', start: 8, end: 12, speaker: 'Dan Hale' }
		];
		const patterns = await verify(decideNothing, segments);
		const claims = [
			{ line: 1, quote: 'it fell in 1940', about: ['Tacoma Narrows Bridge'] },
			{ line: 2, quote: 'whoever invnted concrete was a Roman', about: ['concrete', 'Roman'] }
		];
		const { claims: found, ...output } = await verify(decideNothing, segments, () => ({ claims }));
		assert.deepEqual(
			patterns.claims.map(({ text }) => text),
			['It fell in 1940.']
		);
		assert.deepEqual(
			found.map(({ text, about, quotes }) => [text, about, quotes]),
			[
				['It fell in 1940.', ['Tacoma Narrows Bridge'], [{ quote: 'It fell in 1940.', start: 4, end: 8, speaker: 'Dan Hale' }]],
				[
					'Whoever invented concrete was a Roman',
					['Roman'],
					[{ quote: 'Whoever invented concrete was a Roman', start: 8, end: 12, speaker: 'Dan Hale' }]
				]
			]
		);
		assert.deepEqual([output.foundBy, output.dropped, output.model], ['both', 0, 'tried-model']);
	});

	it('takes no claim from a model that nobody made, none about who speaks, and no name that was not said there or is none', async () => {
		const segments: Segment[] = [
			{ text: 'Somebody once walked along the whole river.', start: 0, end: 4, speaker: 'Ana Moreau' },
			{ text: 'Dan Hale has stolen the plans, they say.', start: 4, end: 8, speaker: 'Ana Moreau' },
			{ text: 'Was it in Springfield?', start: 8, end: 12, speaker: 'Dan Hale' }
		];
		const { claims, dropped } = await verify(decideNothing, segments, () => ({
			claims: [
				{ line: 0, quote: 'The Golden Gate Bridge opened in 1901', about: ['Golden Gate Bridge'] },
				{ line: 0, quote: 'Somebody once walked along the whole river', about: ['Mississippi', 'river'] },
				{ line: 1, quote: 'Dan Hale has stolen the plans', about: ['Dan Hale'] },
				{ line: 2, quote: 'Was it in Springfield?', about: ['Springfield'] }
			]
		}));
		assert.deepEqual(
			claims.map(({ text, about }) => [text, about]),
			[['Somebody once walked along the whole river.', []]]
		);
		assert.equal(dropped, 1);
		assert.ok(!web.requests.some((request) => /Mississippi|Hale/.test(request)));
	});

	it('goes on by comparison where the model fails, and says why', async () => {
		const failure: ModelFailure = { answered: false, code: 'budget-reached', reason: 'the budget of this month is used up' };
		const output = await verify(
			() => failure,
			undefined,
			() => failure
		);
		assert.equal(asked, 1, 'it is not asked again');
		assert.equal(output.modelFailure, failure.reason);
		assert.equal(find(output, 'Golden Gate').verdict, 'supported');
		const refusing = await verify((claim): ModelFailure | Json =>
			claim.includes('rust') ? { answered: false, code: 'refused', reason: 'no' } : { supporting: [], contradicting: [] }
		);
		assert.ok(refusing.claims.some(({ judgedBy }) => judgedBy === 'model'));
	});
});
