import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Segment, StageOutputs } from 'autointel';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { tryStage } from '#root/testing';
import { LinguisticAnalysis } from '../../../plugins/analysis/stages/linguistic-analysis.js';
import { drawNetwork } from '../../../plugins/knowledge/lib/drawNetwork.js';
import { findNetwork, type Name } from '../../../plugins/knowledge/lib/network.js';
import { NetworkAnalysis } from '../../../plugins/knowledge/stages/network-analysis.js';
import { Transcription } from '../../../plugins/speech/stages/transcription.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const said = (...texts: readonly string[]): readonly Segment[] =>
	texts.map((text, index) => ({ text, start: 10 * index, end: 10 * index + 9 }));
const people = (...names: readonly string[]): readonly Name[] => names.map((name) => ({ name, type: 'person' }));

describe('network-analysis', () => {
	it('links what one sentence or the next one names, once for each time', () => {
		const segments = said('Ada met Bo.', 'Nothing happened.', 'Then Cy came.', 'Bo left.', 'Ada and Bo met again.');
		const { links, names } = findNetwork(segments, 'en', people('Ada', 'Bo', 'Cy'));
		assert.deepEqual(
			links.map(({ between, together, first }) => [...between, together, first.quote]),
			[
				['Ada', 'Bo', 3, 'Ada met Bo.'],
				['Bo', 'Cy', 1, 'Then Cy came.']
			]
		);
		assert.deepEqual(
			names.map(({ name, mentions, links: count }) => [name, mentions, count]),
			[
				['Bo', 3, 2],
				['Ada', 2, 1],
				['Cy', 1, 1]
			]
		);
	});

	it('knows who stands between the others', () => {
		const segments = said('Ada met Hub.', 'Nothing happened.', 'Bo met Hub.', 'Nothing happened.', 'Cy met Hub.');
		const { names } = findNetwork(segments, 'en', people('Ada', 'Bo', 'Cy', 'Hub', 'Jean-Paul (C++)'));
		assert.deepEqual(
			names.map(({ name, betweenness }) => [name, betweenness]),
			[
				['Hub', 1],
				['Ada', 0],
				['Bo', 0],
				['Cy', 0]
			]
		);
	});

	it('takes no part of a word for a name', () => {
		assert.deepEqual(findNetwork(said('Bold Adamant Boots.'), 'en', people('Bo', 'Ada')), { names: [], links: [] });
	});

	it('takes a short name for the one person it can be, and a place inside a longer name for no mention', () => {
		const names: readonly Name[] = [
			...people('Gloria', 'Gloria Petrak', 'Dan', 'Dan Hale', 'Dan Ruiz'),
			{ name: 'Mill Street', type: 'place' }
		];
		const bridge: Name = { name: 'Mill Street Bridge', type: 'place' };
		const found = findNetwork(said('Gloria met Dan on the Mill Street Bridge.'), 'en', [...names, bridge]).names.map(({ name }) => name);
		assert.deepEqual(found.sort(), ['Dan', 'Gloria Petrak', 'Mill Street Bridge']);
	});

	it('draws the same picture each time, whatever names are called', () => {
		const network = findNetwork(said('<b>&"Ada"</b> met Bo.'), 'en', people('<b>&"Ada"</b>', 'Bo'));
		const picture = drawNetwork(network);
		assert.equal(picture, drawNetwork(network));
		assert.ok(picture?.includes('&lt;b&gt;&amp;&quot;Ada&quot;&lt;/b&gt;') && !picture.includes('<b>') && !picture.includes('NaN'));
	});

	it('says why it skips where there are not two names', async () => {
		const { outcome } = await tryStage(NetworkAnalysis, {
			outputs: {
				transcription: { engine: 'text', language: 'en', languageBasis: 'declared', speakers: [], segments: [] },
				'linguistic-analysis': {
					language: 'en',
					words: 0,
					passages: 0,
					sentiment: { by: 'vader', score: 0, windows: [], mostPositive: [], mostNegative: [] },
					keyPhrases: [],
					topics: [],
					entities: [],
					entitiesFound: 0,
					span: { line: 1 }
				}
			}
		});
		assert.deepEqual(outcome, { status: 'skipped', reason: 'no names were found' });
	});

	it('shows the town hall: its people, its bridge, where they are first named together, and a picture', async () => {
		const artifacts = new ArtifactStore(temporaryFolder());
		const file = join(fileURLToPath(new URL('../../..', import.meta.url)), 'examples/town-hall.vtt');
		const text = (await artifacts.put(await readFile(file))).hash;
		const content: StageOutputs['content-acquisition'] = {
			form: 'subtitles',
			format: 'vtt',
			contentType: 'text/vtt',
			name: 'town-hall.vtt',
			title: 'Town hall',
			bytes: 1,
			artifact: text,
			text,
			notes: []
		};
		const read = await tryStage(Transcription, { artifacts, outputs: { 'content-acquisition': content } });
		assert.ok(read.outcome.status === 'succeeded');
		const transcription = read.outcome.output as StageOutputs['transcription'];
		const analysed = await tryStage(LinguisticAnalysis, { outputs: { transcription } });
		assert.ok(analysed.outcome.status === 'succeeded');
		const { outcome } = await tryStage(NetworkAnalysis, {
			artifacts,
			outputs: { transcription, 'linguistic-analysis': analysed.outcome.output as StageOutputs['linguistic-analysis'] }
		});
		assert.ok(outcome.status === 'succeeded');
		const { names, links, picture } = outcome.output as StageOutputs['network-analysis'];
		assert.ok(names.length >= 5 && links.length >= 5, JSON.stringify(names));
		for (const { between, first } of links) {
			assert.ok(
				transcription.segments.some((segment) => segment.text.includes(first.quote) || first.quote.includes(segment.text)),
				between.join()
			);
		}
		assert.match((await artifacts.read(picture?.artifact ?? '')).toString('utf8'), /^<svg .*<\/svg>\n$/su);
		assert.equal(outcome.section.files?.[0]?.name, 'network.svg');
	});
});
