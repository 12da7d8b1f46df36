import assert from 'node:assert/strict';
import type { Json, SectionContent, Segment } from 'autointel';
import { quotesOf, tryStage } from 'autointel/testing';
import type { SearchAddresses } from '#lib/evidence/SearchAddresses';
import type { VerificationOutput, VerifiedClaim } from '../../../plugins/verification/lib/verificationOutput.js';
import { Verification } from '../../../plugins/verification/stages/verification.js';
import { FakeWeb } from '../../support/web/FakeWeb.js';
import { nowhere } from '../../support/web/nowhere.js';
import { openSearch } from '../../support/web/openSearch.js';
import { planted, townHall, transcription } from './townHall.js';

interface Verified {
	readonly output: VerificationOutput;
	readonly section: SectionContent;
}

async function verify(segments: readonly Segment[], addresses: SearchAddresses, steps = new Map<string, Json>()): Promise<Verified> {
	const search = await openSearch(addresses);
	try {
		const { outcome } = await tryStage(Verification, { outputs: { transcription: transcription(segments) }, search, steps });
		assert.equal(outcome.status, 'succeeded');
		return { output: outcome.output as VerificationOutput, section: outcome.section };
	} finally {
		await search.close();
	}
}

function said(...sentences: readonly string[]): readonly Segment[] {
	return sentences.map((text, index) => ({ text, start: index * 4, end: index * 4 + 4, speaker: 'Ana' }));
}

function find(output: VerificationOutput, words: string): VerifiedClaim {
	const claim = output.claims.find(({ text }) => text.includes(words));
	assert.ok(claim, `no claim says "${words}"`);
	return claim;
}

describe('verification', () => {
	let web: FakeWeb;

	beforeEach(async () => {
		web = await FakeWeb.open();
	});

	afterEach(() => web.close());

	it('supports what the sources say too, with the passage that says so', async () => {
		const { output, section } = await verify(await townHall(), web.settings);
		const { verdict, checked, judgedBy, sources } = find(output, 'Golden Gate');
		assert.deepEqual([verdict, checked, judgedBy], ['supported', ['1937'], 'comparison']);
		assert.ok(
			sources.some(({ title, passage, stance }) => title === 'Golden Gate Bridge' && passage.includes('1937') && stance === 'supports')
		);
		for (const words of ['Morandi', 'Brooklyn', 'It fell in 1940']) assert.equal(find(output, words).verdict, 'supported', words);
		const [, supported] = section.blocks.filter((block) => block.type === 'list');
		assert.ok(supported?.type === 'list' && supported.title === 'Supported by what was fetched' && supported.items.length === 4);
	});

	it('refutes only what two sources answer otherwise', async () => {
		const { output, section } = await verify(await townHall(), web.settings);
		const { verdict, reason, sources } = find(output, 'capital of Australia');
		const [first, ...others] = section.headline?.verdicts ?? [];
		assert.deepEqual([first?.verdict, first?.claim], ['refuted', '“Sydney, the capital of Australia” The sources say Canberra.']);
		assert.ok(others.length === 4 && others.every((other) => other.verdict === 'supported' && other.at));
		assert.deepEqual([verdict, reason], ['refuted', 'The sources say Canberra.']);
		const against = sources.filter(({ stance }) => stance === 'contradicts');
		assert.equal(new Set(against.map(({ url }) => url)).size, 2);
		assert.ok(against.every(({ passage }) => passage.includes('Canberra')));
	});

	it('gets no planted claim wrong', async () => {
		const { output } = await verify(await townHall(), web.settings);
		const claims = (await planted()).filter(({ type }) => type === 'claim');
		const verdicts = claims.map(({ quote, truth }) => {
			const parts = output.claims.filter(({ text }) => holds(quote, text) || holds(text, quote)).map(({ verdict }) => verdict);
			const [first] = parts;
			// A sentence of several parts is as true as all of them.
			return { quote, truth, verdict: parts.every((part) => part === first) ? first : 'insufficient-evidence' };
		});
		const decided = verdicts.filter(({ verdict }) => verdict === 'supported' || verdict === 'refuted' || verdict === 'mixed');
		const wrong = decided.filter(({ truth, verdict }) => truth !== (verdict === 'supported' ? 'true' : 'false'));
		console.log(`      verdicts: ${decided.length} of ${claims.length} planted claims decided, ${wrong.length} of them wrongly`);
		assert.deepEqual(wrong, []);
		assert.ok(decided.length >= 4);
	});

	it('cites nothing that was not fetched', async () => {
		const { output } = await verify(await townHall(), web.settings);
		const { articles, items, pages } = web.world;
		const fetched = [...articles.flatMap(({ text }) => text), ...pages.flatMap(({ text }) => text)].join(' ');
		const labels = items.map(({ label }) => label);
		const sources = output.claims.flatMap((claim) => claim.sources);
		assert.ok(sources.length > 10);
		for (const { passage, backend, title } of sources) {
			if (backend === 'wikidata') assert.ok(labels.includes(title), title);
			else assert.ok(fetched.includes(passage), passage);
		}
		for (const { verdict, sources: own } of output.claims) {
			if (verdict === 'supported') assert.ok(own.some(({ stance }) => stance === 'supports'));
			if (verdict === 'refuted') assert.ok(own.filter(({ stance }) => stance === 'contradicts').length >= 2);
		}
	});

	it('does not take a namesake for the thing itself', async () => {
		const { output } = await verify(await townHall(), web.settings);
		const { verdict, sources } = find(output, 'The Mill Street Bridge was opened in 1931');
		assert.equal(verdict, 'insufficient-evidence');
		assert.ok(
			sources.some(({ passage }) => passage.includes('1904')),
			'the namesake is shown, and decides nothing'
		);
	});

	it('refutes a wrong figure where the pages are surely about the same thing', async () => {
		const { output } = await verify(said('The Golden Gate Bridge in San Francisco opened in 1935.'), web.settings);
		const { verdict, checked, reason } = find(output, 'Golden Gate');
		assert.deepEqual([verdict, checked], ['refuted', ['1935']]);
		assert.match(reason, /^The sources say .*1937\.$/);
		const vague = await verify(said('The Golden Gate Bridge opened in 1935.'), web.settings);
		assert.equal(find(vague.output, 'Golden Gate').verdict, 'insufficient-evidence', 'nothing tells it from a namesake');
	});

	it('refutes nothing on the word of one page', async () => {
		const { output } = await verify(said('The Golden Gate Bridge in San Francisco opened in 1935.'), {
			WIKIPEDIA_URL: web.settings.WIKIPEDIA_URL
		});
		const { verdict, sources, reason } = find(output, 'Golden Gate');
		assert.equal(verdict, 'insufficient-evidence');
		assert.deepEqual(
			sources.map(({ stance }) => stance),
			['contradicts']
		);
		assert.match(reason, /one page alone/);
	});

	it('says that sources disagree where they do', async () => {
		const other = {
			path: 'golden',
			title: 'The Golden Gate Bridge, misdated',
			text: longPage('The Golden Gate Bridge in San Francisco opened in 1936.')
		};
		const disagreeing = await FakeWeb.open({ pages: [other] });
		const { output } = await verify(said('The Golden Gate Bridge in San Francisco opened in 1937.'), disagreeing.settings);
		await disagreeing.close();
		assert.equal(find(output, 'Golden Gate').verdict, 'mixed');
	});

	it('has claims, and no verdict, where nothing can be reached; and says so', async () => {
		const { output, section } = await verify(await townHall(), nowhere);
		assert.ok(output.claims.length > 20);
		assert.ok(output.claims.every(({ verdict, sources }) => verdict === 'insufficient-evidence' && sources.length === 0));
		assert.match(find(output, 'Golden Gate').reason, /^No evidence could be searched for: Wikidata and Wikipedia cannot be reached/);
		assert.ok(section.notes?.includes('Not searched: Wikidata and Wikipedia cannot be reached.'));
	});

	it('has claims where no back end is configured', async () => {
		const { output } = await verify(await townHall(), {});
		assert.match(find(output, 'Golden Gate').reason, /no search back end is configured/);
	});

	it('does with what is left where a service misbehaves', async () => {
		for (const fault of ['drop', 'html', 'shape', 'truncated', { status: 500 }] as const) {
			web.fail('wikipedia', fault);
			web.fail('pages', fault);
			const { output } = await verify(said('The Golden Gate Bridge opened in 1937.'), web.settings);
			assert.equal(find(output, 'Golden Gate').verdict, 'supported', 'Wikidata still says so');
			assert.ok(output.backends.some(({ name, failure }) => name === 'wikipedia' && failure !== undefined));
		}
	});

	it('searches for nothing twice when it is run again', async () => {
		const steps = new Map<string, Json>();
		const first = await verify(await townHall(), web.settings, steps);
		const asked = web.requests.length;
		const second = await verify(await townHall(), web.settings, steps);
		assert.equal(web.requests.length, asked);
		assert.deepEqual(second.output, first.output);
	});

	it('sends away nothing but the words of claims that name something', async () => {
		await verify(await townHall(), web.settings);
		const asked = web.requests.map((request) => decodeURIComponent(request.replaceAll('+', ' ')));
		assert.ok(
			asked.every((request) => !/Lindqvist|Okafor|Moreau|Petrak|Boateng|Tanabe|Hale/.test(request)),
			'nobody in the room is looked up'
		);
	});

	it('quotes words that stand in the source, at their time, from reliable passages only', async () => {
		const segments = (await townHall()).map((segment, index) => (index % 5 === 0 ? { ...segment, unreliable: true as const } : segment));
		const { section } = await verify(segments, nowhere);
		const quotes = [...quotesOf({ sections: [{ ...section, stage: 'verification', status: 'succeeded', audience: 'member', notes: [] }] })];
		assert.ok(quotes.length > 15);
		for (const quote of quotes) {
			assert.ok('start' in quote);
			const there = segments.filter((segment) => 'start' in segment && segment.start >= quote.start && segment.end <= quote.end);
			assert.ok(there.every(({ unreliable }) => !unreliable));
			assert.ok(
				there
					.map(({ text }) => text)
					.join(' ')
					.includes(quote.quote),
				quote.quote
			);
		}
	});

	it('is skipped for what it cannot read', async () => {
		const reason = async (segments: readonly Segment[], language: string) => {
			const { outcome } = await tryStage(Verification, { outputs: { transcription: transcription(segments, language) } });
			return outcome.status === 'skipped' ? outcome.reason : outcome.status;
		};
		assert.match(await reason(said('Die Brücke wurde 1931 eröffnet.'), 'de'), /only English .* and this is in German/);
		assert.equal(await reason([{ text: 'Noise', start: 0, end: 1, unreliable: true }], 'en'), 'there is no reliable passage to read');
	});
});

function holds(text: string, words: string): boolean {
	return text.includes(words.replace(/[.,]$/, ''));
}

function longPage(sentence: string): readonly string[] {
	return [
		sentence,
		'It has been painted in the same colour ever since, by a crew that starts again at the other end as soon as it has finished at this one.',
		'Visitors come for the view of the bay and the fog, and most of them leave with wet hair and a picture of a grey wall with an orange stripe in it.'
	];
}
