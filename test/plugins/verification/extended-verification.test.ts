import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readSentences, type Segment, type Source, type StageHistoryEntry, type StageOutputs } from 'autointel';
import { tryStage } from 'autointel/testing';
import type { SearchAddresses } from '#lib/evidence/SearchAddresses';
import type { ExtendedOutput } from '../../../plugins/verification/lib/extended/extendedOutput.js';
import { findContradictions } from '../../../plugins/verification/lib/extended/findContradictions.js';
import { statementsOf } from '../../../plugins/verification/lib/extended/Statement.js';
import type { VerificationOutput } from '../../../plugins/verification/lib/verificationOutput.js';
import { ExtendedVerification } from '../../../plugins/verification/stages/extended-verification.js';
import { Verification } from '../../../plugins/verification/stages/verification.js';
import { FakeWeb } from '../../support/web/FakeWeb.js';
import { nowhere } from '../../support/web/nowhere.js';
import { openSearch } from '../../support/web/openSearch.js';
import { planted, townHall, transcription } from './townHall.js';

interface Given {
	readonly publisher?: { readonly key: string; readonly name: string };
	readonly source?: Source;
	readonly history?: readonly StageHistoryEntry<unknown>[];
}

/** Both stages, one after the other. */
async function extend(segments: readonly Segment[], addresses: SearchAddresses, { publisher, source, history }: Given = {}) {
	const search = await openSearch(addresses);
	try {
		const outputs = { transcription: transcription(segments) };
		const verified = await tryStage(Verification, { outputs, search });
		assert.equal(verified.outcome.status, 'succeeded');
		const content = publisher && ({ publisher } as unknown as StageOutputs['content-acquisition']);
		const { outcome } = await tryStage(ExtendedVerification, {
			outputs: {
				...outputs,
				verification: verified.outcome.output as VerificationOutput,
				...(content === undefined ? {} : { 'content-acquisition': content })
			},
			search,
			...(source === undefined ? {} : { source }),
			...(history === undefined ? {} : { history })
		});
		assert.equal(outcome.status, 'succeeded');
		return {
			output: outcome.output as ExtendedOutput,
			section: outcome.section,
			verification: verified.outcome.output as VerificationOutput
		};
	} finally {
		await search.close();
	}
}

function said(...sentences: readonly string[]): readonly Segment[] {
	return sentences.map((text, index) => ({ text, start: index * 4, end: index * 4 + 4, speaker: 'Ana' }));
}

function earlier(output: ExtendedOutput, readable = true): StageHistoryEntry<unknown> {
	return { output, stages: {}, durationMs: 1, readable };
}

const channel = { key: 'channel:1', name: 'Bridges Today' };

describe('extended-verification', () => {
	it('finds the planted contradictions of the example, and nothing that is none', async () => {
		const found = findContradictions(statementsOf(readSentences(await townHall(), 'en')));
		const pairs = (await planted()).filter(({ type }) => type === 'contradiction');
		const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
		const like = (text: string, quote: string) => words(quote).filter((word) => words(text).includes(word)).length >= 2;
		const hits = pairs.filter(({ quote }) => found.some(({ one, other }) => like(one.text, quote) || like(other.text, quote)));
		const right = found.filter(({ one, other }) => pairs.some(({ quote }) => like(one.text, quote) || like(other.text, quote)));
		console.log(`      contradictions: recall ${hits.length} of ${pairs.length}, precision ${right.length} of ${found.length}`);
		assert.ok(hits.length >= 4);
		assert.equal(right.length, found.length);
	});

	it('finds none in speeches by one voice that does not contradict itself', async () => {
		for (const name of ['moon', 'liberty-or-death']) {
			const text = await readFile(new URL(`../../fixtures/speeches/${name}.txt`, import.meta.url), 'utf8');
			const segments = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ text: line, line: index + 1 }]));
			assert.deepEqual(findContradictions(statementsOf(readSentences(segments, 'en'))), [], name);
		}
	});

	it('does not hold one thing against another, a question against anything, or a plan against the present', () => {
		const none = (...sentences: readonly string[]) =>
			assert.deepEqual(findContradictions(statementsOf(readSentences(said(...sentences), 'en'))), []);
		none('The Golden Gate Bridge opened in 1937 for cars.', 'The Brooklyn Bridge opened in 1883 for cars.');
		none('Fifteen thousand cars cross the bridge.', 'Do 9,400 vehicles cross the bridge?');
		none('We have not asked builders for tenders yet.', 'We ask builders for tenders next week.');
		none('The work on the bridge takes three years.', 'The work on the bridge takes fourteen years.');
	});

	it('asks again about disputed claims, and cites only what was not cited before', async () => {
		const page = {
			path: 'australia',
			title: 'Australia, a country with a young capital',
			text: [
				'Australia chose a place for a new capital after its federation, because neither of its two largest cities would have let the other have it.',
				'The capital of Australia is Canberra. Sydney has more than ten times as many inhabitants, and is often taken for it by visitors.'
			]
		};
		const web = await FakeWeb.open();
		const segments = said('My nephew lives in Sydney, the capital of Australia.');
		const { output } = await extend(segments, { WIKIPEDIA_URL: web.settings.WIKIPEDIA_URL, WIKIDATA_URL: web.settings.WIKIDATA_URL });
		assert.deepEqual(
			output.second.map(({ claim, before }) => [claim, before]),
			[['c1', 'refuted']]
		);
		await web.close();
		const wider = await FakeWeb.open({ pages: [page] });
		const { output: again, section, verification } = await extend(segments, wider.settings);
		await wider.close();
		const cited = new Set(verification.claims.flatMap(({ sources }) => sources.map(({ url }) => url)));
		const [second] = again.second;
		assert.ok(second?.sources.every(({ url }) => !cited.has(url)));
		assert.match(JSON.stringify(section.blocks), /Disputed claims, asked elsewhere/);
	});

	it('holds a publisher to what it said before, where everybody here may read that', async () => {
		const first = await extend(said('The Mill Street Bridge carries 9,400 cars every day.'), {}, { publisher: channel });
		assert.equal(first.output.stated.length, 1);
		const now = said('The Mill Street Bridge carries 15,000 cars every day.');
		const second = await extend(now, {}, { publisher: channel, history: [earlier(first.output)] });
		assert.deepEqual(
			second.output.earlier.map(({ over, before }) => [over, before]),
			[['15,000 / 9,400', 'The Mill Street Bridge carries 9,400 cars every day.']]
		);
		const hidden = await extend(now, {}, { publisher: channel, history: [earlier(first.output, false)] });
		assert.deepEqual([hidden.output.earlier, hidden.output.compared], [[], 0]);
		const stranger = await extend(now, {}, { publisher: { key: 'channel:2', name: 'Other' }, history: [earlier(first.output)] });
		assert.deepEqual(stranger.output.earlier, []);
	});

	it('holds nobody of a server to anything', async () => {
		const source: Source = { type: 'url', url: 'https://cdn.discordapp.com/attachments/1/2/meeting.vtt' };
		const { output } = await extend(said('The Mill Street Bridge carries 9,400 cars every day.'), {}, { publisher: channel, source });
		assert.deepEqual([output.publisher, output.stated], [undefined, []]);
	});

	it('works offline, and says what it could not ask', async () => {
		const { output, section } = await extend(await townHall(), nowhere);
		assert.equal(output.contradictions.length, 4);
		assert.ok(section.notes?.some((note) => note.startsWith('Contradictions are found by words')));
		const quotes = output.contradictions.flatMap(({ one, other }) => [...one.quotes, ...other.quotes]);
		const text = (await townHall()).map((segment) => segment.text).join(' ');
		assert.ok(quotes.every(({ quote }) => text.includes(quote)));
	});

	it('says so where there is nothing to say', async () => {
		const { section } = await extend(said('Good evening to all of you.'), {});
		assert.match(JSON.stringify(section.blocks), /No statements were found that contradict each other/);
	});
});
