import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Segment, StageOutputs } from 'autointel';
import { ArtifactStore, quotesOf, tryStage } from 'autointel/testing';
import { drawTimeline } from '../../../plugins/reporting/lib/timeline/drawTimeline.js';
import type { TimelineOutput } from '../../../plugins/reporting/lib/timeline/timelineOutput.js';
import { Timeline } from '../../../plugins/reporting/stages/timeline.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { lines, stands, townHall, transcription } from './transcripts.js';

/** The tags that are open at the end, after every closing tag closed the one that was opened last. */
function unclosedTags(xml: string): readonly string[] {
	const open: string[] = [];
	for (const [, slash, name = '', rest = ''] of xml.matchAll(/<(\/?)([a-z]+)((?:"[^"]*"|[^">])*)>/g)) {
		if (slash) assert.equal(open.pop(), name);
		else if (!rest.endsWith('/')) open.push(name);
	}
	return open;
}

type Outputs = Partial<Pick<StageOutputs, 'linguistic-analysis' | 'briefing' | 'content-acquisition'>>;

async function timelineOf(segments: readonly Segment[], language = 'en', outputs: Outputs = {}) {
	const artifacts = new ArtifactStore(await temporaryFolder());
	const { outcome } = await tryStage(Timeline, { artifacts, outputs: { transcription: transcription(segments, language), ...outputs } });
	assert.equal(outcome.status, 'succeeded');
	const output = outcome.output as TimelineOutput;
	const picture = output.picture && new TextDecoder().decode(await artifacts.read(output.picture.artifact));
	return { output, section: outcome.section, picture };
}

describe('timeline', () => {
	it('puts what the source dates in the order in which it happened, each with the words that say so', async () => {
		const segments = await townHall();
		const { output, section } = await timelineOf(segments);
		const years = output.events.map(({ year }) => year);
		assert.deepEqual(
			years,
			years.toSorted((a, b) => a - b)
		);
		assert.deepEqual([...new Set(years)], [1883, 1931, 1937, 1940, 1950, 1998, 2018, 2019, 2021]);
		const quotes = [...quotesOf({ sections: [{ ...section, stage: 's', status: 'succeeded', audience: 'member', notes: [] }] })];
		assert.ok(quotes.length >= 15);
		for (const quote of quotes) assert.ok(stands(quote, segments), JSON.stringify(quote));
		assert.ok(output.withoutYear.some(({ words }) => words === 'twelfth of March'));
	});

	it('counts how often a topic comes up in each part of the source', async () => {
		const said = (text: string, number: number): Segment => ({ text, start: number * 10, end: number * 10 + 10 });
		const { output } = await timelineOf(
			Array.from({ length: 16 }, (_, number) => said(number < 4 ? 'The ferry leaks.' : 'The harbour grows.', number))
		);
		assert.deepEqual(
			output.stretches.map(({ at }) => at),
			[0, 40, 80, 120].map((start) => ({ start, end: start + 40 }))
		);
		const ferry = output.topics.find(({ topic }) => topic === 'ferry');
		assert.deepEqual([ferry?.count, ferry?.counts], [4, [4, 0, 0, 0]]);
	});

	it('draws a picture that is well-formed, runs nothing and loads nothing, whatever the words are', async () => {
		const { picture, section } = await timelineOf(
			lines(
				'In 1931 <script>alert("x")</script> & "they" opened it.',
				'In 1998 it closed.',
				...Array.from({ length: 10 }, () => 'The ferry sails.')
			)
		);
		assert.deepEqual(
			section.files?.map(({ name, mediaType }) => [name, mediaType]),
			[['timeline.svg', 'image/svg+xml']]
		);
		assert.ok(picture);
		assert.ok(picture.startsWith('<svg xmlns="http://www.w3.org/2000/svg"'));
		assert.doesNotMatch(picture, /<script|href|url\(|@import|on\w+=/i);
		assert.match(picture, /&lt;script/);
		assert.deepEqual(unclosedTags(picture), []);
	});

	it('draws the same picture of the same timeline', async () => {
		const { output } = await timelineOf(await townHall());
		const chapters = [{ title: 'Opening', at: { start: 0, end: 100 } }];
		assert.equal(drawTimeline(output, 'Town hall', chapters), drawTimeline(output, 'Town hall', chapters));
	});

	it('reads the dates of a German transcript', async () => {
		const text = await readFile('test/fixtures/german/freibad.vtt', 'utf8');
		const { output } = await timelineOf(lines(...[...text.matchAll(/^<v [^>]+>(.+)$/gmu)].map(([, words = '']) => words)), 'de');
		assert.deepEqual(
			output.events.map(({ year, month, day }) => [year, month, day].filter((part) => part !== undefined).join('-')),
			['1964', '2019', '2023', '2024-3-12', '2024-9-30', '2025-5']
		);
	});

	it('says what it left out for a language that it cannot read', async () => {
		const { output } = await timelineOf(lines(...Array.from({ length: 12 }, () => 'Daraja lilifungwa tarehe 12 Machi 2024.')), 'sw');
		assert.deepEqual(output.events, []);
		assert.ok(output.notes.some((note) => /those of Swahili \(sw\) cannot be read/.test(note)));
	});

	it('skips what has neither dates nor length', async () => {
		const { outcome } = await tryStage(Timeline, { outputs: { transcription: transcription(lines('Good evening.')) } });
		assert.deepEqual(outcome, { status: 'skipped', reason: 'no date was recognized in the source, and it is too short for a trend' });
	});
});
