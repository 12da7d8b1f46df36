/** The stages that look around: who discusses it, and what works of reference say. */
import assert from 'node:assert/strict';
import type { Segment, Source, StageOutputs } from 'autointel';
import { tryStage } from 'autointel/testing';
import type { SearchAddresses } from '#lib/evidence/SearchAddresses';
import type { Stage } from '#lib/stages/Stage';
import type { ResearchOutput } from '../../../plugins/verification/lib/research/researchOutput.js';
import type { SocialOutput } from '../../../plugins/verification/lib/social/socialOutput.js';
import { ResearchContext } from '../../../plugins/verification/stages/research-context.js';
import { SocialIntelligence } from '../../../plugins/verification/stages/social-intelligence.js';
import { FakeWeb } from '../../support/web/FakeWeb.js';
import { nowhere } from '../../support/web/nowhere.js';
import { openSearch } from '../../support/web/openSearch.js';
import { townHall, transcription } from './townHall.js';

interface Given {
	readonly segments?: readonly Segment[];
	readonly language?: string;
	/** What a language model named in it. */
	readonly named?: readonly string[];
	readonly source?: Source;
}

async function run(StageClass: Stage.Constructor, addresses: SearchAddresses, { segments, language = 'en', source, named }: Given = {}) {
	const search = await openSearch(addresses);
	try {
		const said = segments ?? (await townHall());
		const entities = named?.map((name) => ({ name, type: 'place', count: 1, first: { quote: name, start: 0, end: 4 } }));
		const analysis = entities && ({ entities, modelWork: { model: 'm', dropped: 0 } } as unknown as StageOutputs['linguistic-analysis']);
		const outputs = {
			transcription: transcription(said, language),
			...(analysis === undefined ? {} : { 'linguistic-analysis': analysis })
		};
		const { outcome } = await tryStage(StageClass, { outputs, search, ...(source === undefined ? {} : { source }) });
		return outcome;
	} finally {
		await search.close();
	}
}

async function succeed<Name extends keyof StageOutputs>(StageClass: Stage.Constructor, addresses: SearchAddresses, given?: Given) {
	const outcome = await run(StageClass, addresses, given);
	assert.equal(outcome.status, 'succeeded');
	return { output: outcome.output as StageOutputs[Name], section: outcome.section };
}

async function reasonOf(StageClass: Stage.Constructor, addresses: SearchAddresses, given?: Given): Promise<string> {
	const outcome = await run(StageClass, addresses, given);
	return outcome.status === 'skipped' ? outcome.reason : outcome.status;
}

const bridge: readonly Segment[] = [{ text: 'We walked over the Golden Gate Bridge.', start: 0, end: 4 }];

let web: FakeWeb;

beforeEach(async () => {
	web = await FakeWeb.open();
});

afterEach(() => web.close());

describe('social-intelligence', () => {
	it('finds what is said in public about what is named, the most discussed first', async () => {
		const { output }: { output: SocialOutput } = await succeed<'social-intelligence'>(SocialIntelligence, web.settings, {
			segments: bridge
		});
		assert.deepEqual(
			output.topics.map(({ about, threads }) => [about, threads.map(({ backend }) => backend)]),
			[['Golden Gate Bridge', ['reddit', 'hacker-news', 'bluesky', 'mastodon']]]
		);
	});

	it('finds who links to a public address', async () => {
		const url = 'https://bridges.example/golden-gate-paint';
		const { output, section } = await succeed<'social-intelligence'>(SocialIntelligence, web.settings, {
			segments: [{ text: 'It is never finished.', line: 1 }],
			source: { type: 'url', url }
		});
		assert.deepEqual(
			output.topics.map(({ about, threads }) => [about, threads.map(({ title }) => title)]),
			[[url, ['The Golden Gate Bridge is never finished being painted']]]
		);
		const [list] = section.blocks;
		assert.ok(list?.type === 'list' && list.title === 'Who links to it');
		assert.deepEqual(list.items[0]?.sources, [
			{ title: 'The Golden Gate Bridge is never finished being painted', url: 'https://news.ycombinator.com/item?id=40001' }
		]);
	});

	it('tells no search what lets somebody in, and takes no other page for this one', async () => {
		const never: readonly Segment[] = [{ text: 'It is never finished.', line: 1 }];
		const asking = async (url: string) => {
			web.requests.length = 0;
			await run(SocialIntelligence, web.settings, { segments: never, source: { type: 'url', url } });
			return decodeURIComponent(web.requests.join(' '));
		};
		const asked = await asking('https://ada:hunter2@bridges.example/watch?v=abc123&token=geheim&x=0123456789012345678901234567890#part');
		assert.match(asked, /bridges\.example\/watch\?v=abc123/);
		assert.doesNotMatch(asked, /hunter2|geheim|0123456789|part/);
		assert.equal(await asking('https://drive.google.com/file/d/abcdefghijkl/view'), '');
		assert.equal(await asking('https://www.dropbox.com/s/abcdefg/board.mp3?dl=0'), '');
		for (const url of ['https://bridges.example/golden', 'https://bridges.example/golden-gate-paint?v=other']) {
			const { output } = await succeed<'social-intelligence'>(SocialIntelligence, web.settings, {
				segments: never,
				source: { type: 'url', url }
			});
			assert.deepEqual(
				output.topics.map(({ threads }) => threads),
				[[]],
				url
			);
		}
	});

	it('says what nobody speaks of, and which services did not answer', async () => {
		web.fail('reddit', { status: 403 });
		const { output, section } = await succeed<'social-intelligence'>(SocialIntelligence, web.settings);
		assert.ok(output.topics.some(({ threads }) => threads.length === 0));
		assert.match(JSON.stringify(section.blocks), /No public discussion was found of: /);
		assert.ok(section.notes?.includes('Not searched: Reddit does not answer without a log-in (403).'));
	});

	it('looks nobody in the room up', async () => {
		await succeed(SocialIntelligence, web.settings);
		assert.ok(web.requests.every((request) => !/Hale|Moreau|Petrak|Lindqvist|Okafor|Boateng|Tanabe/.test(request)));
	});

	it('is skipped for what members uploaded, where nothing answers, and where there is nothing to look for', async () => {
		const uploaded: Source = { type: 'url', url: 'https://cdn.discordapp.com/attachments/1/2/meeting.vtt' };
		assert.match(await reasonOf(SocialIntelligence, web.settings, { source: uploaded }), /^members uploaded it/);
		assert.deepEqual(web.requests, []);
		assert.match(
			await reasonOf(SocialIntelligence, nowhere),
			/^nothing could be searched: .*Bluesky, Hacker News, Mastodon and Reddit cannot be reached/
		);
		assert.match(await reasonOf(SocialIntelligence, {}), /no search back end is configured/);
		assert.match(
			await reasonOf(SocialIntelligence, web.settings, { segments: [{ text: 'Hello there.', line: 1 }] }),
			/^it has no public address/
		);
	});
});

describe('research-context', () => {
	it('says what works of reference say, where the article is surely meant', async () => {
		const { output }: { output: ResearchOutput } = await succeed<'research-context'>(ResearchContext, web.settings);
		const sure = output.backgrounds.filter((background) => background.sure);
		assert.deepEqual(sure.map(({ name }) => name).sort(), ['Australia', 'Golden Gate Bridge', 'Sydney']);
		const golden = sure.find(({ name }) => name === 'Golden Gate Bridge');
		assert.match(golden?.text ?? '', /^The Golden Gate Bridge is a suspension bridge/);
		assert.ok(golden?.facts.includes('date of official opening: 27 May 1937'));
		assert.equal(golden?.first.quote, 'The Golden Gate Bridge opened in 1937, and nobody proposes to throw it away.');
	});

	it('shows a possible namesake as one', async () => {
		const { output, section } = await succeed<'research-context'>(ResearchContext, web.settings);
		assert.equal(output.backgrounds.find(({ name }) => name === 'Mill Street Bridge')?.sure, false);
		const doubtful = section.blocks.find((block) => block.type === 'list' && block.title?.startsWith('May be meant'));
		assert.match(JSON.stringify(doubtful), /Fennimore Falls/);
	});

	it('never guesses who somebody is', async () => {
		const segments: Segment[] = [
			{ text: 'Yesterday I met Dan Hale at the station.', start: 0, end: 4 },
			{ text: 'Then Dan Hale took the train.', start: 4, end: 8 }
		];
		const { output } = await succeed<'research-context'>(ResearchContext, web.settings, { segments });
		assert.deepEqual([output.asked, output.backgrounds], [['Dan Hale'], []]);
	});

	it('looks up in another language what a model has named there, and shows only what is surely meant', async () => {
		await web.close();
		web = await FakeWeb.open({
			articles: [
				{ title: 'Berliner Fernsehturm', text: ['Der Berliner Fernsehturm ist ein Turm am Alexanderplatz.'] },
				{ title: 'Alexanderplatz', text: ['Der Alexanderplatz ist ein Platz. Hier steht der Berliner Fernsehturm.'] },
				{ title: 'Jens Brandt', text: ['Jens Brandt ist ein deutscher Fußballspieler.'] }
			],
			items: []
		});
		const segments: Segment[] = [
			{ text: 'Jens Brandt und ich standen am Alexanderplatz vor dem Berliner Fernsehturm.', start: 0, end: 4, speaker: 'Frau Kolb' }
		];
		const named = ['Berliner Fernsehturm', 'Alexanderplatz', 'Jens Brandt', 'Kolb'];
		const { output, section } = await succeed<'research-context'>(ResearchContext, web.settings, { segments, language: 'de', named });
		assert.deepEqual(output.asked, ['Berliner Fernsehturm', 'Alexanderplatz', 'Jens Brandt']);
		assert.deepEqual(
			output.backgrounds.map(({ name, sure }) => [name, sure]),
			[
				['Berliner Fernsehturm', true],
				['Alexanderplatz', true]
			]
		);
		assert.match(section.notes?.join(' ') ?? '', /found by a language model/);
	});

	it('is skipped where nothing answers, in other languages, and where nothing is named', async () => {
		assert.match(await reasonOf(ResearchContext, nowhere), /^nothing could be looked up: Wikidata and Wikipedia cannot be reached/);
		assert.match(await reasonOf(ResearchContext, web.settings, { language: 'de' }), /German/);
		assert.equal(
			await reasonOf(ResearchContext, web.settings, { segments: [{ text: 'Hello there.', line: 1 }] }),
			'nothing outside the room is named'
		);
	});
});
