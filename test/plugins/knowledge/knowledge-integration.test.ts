import assert from 'node:assert/strict';
import type { FoundDocument, Segment, StageOutputs } from 'autointel';
import { tryStage } from '#root/testing';
import { passages } from '../../../plugins/knowledge/lib/passages.js';
import { relate } from '../../../plugins/knowledge/lib/relate.js';
import { KnowledgeIntegration } from '../../../plugins/knowledge/stages/knowledge-integration.js';

const segments: readonly Segment[] = [
	{ text: 'The Mill Street Bridge is closed.', start: 0, end: 3, speaker: 'Ada' },
	{ text: 'It will stay closed until', start: 3, end: 5, speaker: 'Ada' },
	{ text: 'the spring.', start: 5, end: 6, speaker: 'Ada' },
	{ text: 'la la la', start: 6, end: 7, speaker: 'Ada', unreliable: true },
	{ text: 'Who pays?', start: 8, end: 9, speaker: 'Bo' }
];

const transcription: StageOutputs['transcription'] = {
	engine: 'subtitles',
	language: 'en',
	languageBasis: 'declared',
	durationSeconds: 9,
	speakers: ['Ada', 'Bo'],
	segments: [...segments]
};

const found = (workflowId: string, given: Partial<FoundDocument> = {}): FoundDocument => ({
	type: 'passage',
	workflowId,
	source: `/${workflowId}.vtt`,
	text: 'The bridge.',
	finishedAt: 1,
	coverage: 1,
	...given
});

describe('passages', () => {
	it('are whole sentences of one speaker, with the time they take, and nothing unreliable', () => {
		assert.deepEqual(passages(segments, 'en'), [
			{
				type: 'passage',
				text: 'The Mill Street Bridge is closed. It will stay closed until the spring.',
				at: { start: 0, end: 6 },
				speaker: 'Ada',
				language: 'en'
			},
			{ type: 'passage', text: 'Who pays?', at: { start: 8, end: 9 }, speaker: 'Bo', language: 'en' }
		]);
	});

	it('end before they are too long to be read as an answer', () => {
		const long = Array.from({ length: 40 }, (_, index) => ({ text: `This is sentence number ${index} of them.`, line: index + 1 }));
		const lengths = passages(long, 'en').map(({ text }) => text.split(' ').length);
		assert.ok(lengths.length > 3 && Math.max(...lengths) <= 60, String(lengths));
		assert.deepEqual(passages(long, 'en')[0]?.at, { line: 1 });
	});
});

describe('knowledge-integration', () => {
	it('makes passages findable, and says so', async () => {
		const { outcome } = await tryStage(KnowledgeIntegration, { outputs: { transcription } });
		assert.ok(outcome.status === 'succeeded');
		assert.deepEqual(
			outcome.documents.map(({ text }) => text),
			passages(segments, 'en').map(({ text }) => text)
		);
		const said = JSON.stringify(outcome.section);
		assert.match(said, /No earlier analysis/);
		assert.match(said, /2 passages/);
	});

	it('relates by how many subjects two share, then by age', () => {
		const related = relate(
			new Map([
				['bridge', [found('old'), found('close'), found('young', { finishedAt: 2 })]],
				['mayor', [found('close', { text: 'The mayor.' })]]
			])
		);
		assert.deepEqual(
			related.map(({ workflowId, shared }) => [workflowId, shared]),
			[
				['close', ['bridge', 'mayor']],
				['young', ['bridge']],
				['old', ['bridge']]
			]
		);
	});

	it('says which earlier ones may say something close to a statement, by their own words', async () => {
		const text = 'The bridge stays shut.';
		const { outcome } = await tryStage(KnowledgeIntegration, {
			source: { type: 'file', path: '/same.vtt' },
			outputs: {
				transcription,
				synthesis: {
					summary: text,
					statements: [
						{ text, worded: 'model', quotes: [{ quote: 'is closed', start: 0, end: 3 }] },
						{ text: 'Eine Übersetzung.', worded: 'translated', quotes: [{ quote: 'is closed', start: 0, end: 3 }] }
					],
					topics: [],
					disputed: []
				}
			},
			alike: { documents: [[found('same'), found('other', { text: 'Die Brücke ist zu.' }), found('named', { type: 'entity' })]] }
		});
		assert.ok(outcome.status === 'succeeded');
		const { related } = outcome.output as StageOutputs['knowledge-integration'];
		assert.deepEqual(related, [{ workflowId: 'other', source: '/other.vtt', shared: [], like: text, passage: 'Die Brücke ist zu.' }]);
		assert.match(JSON.stringify(outcome.section), /may say something close to “The bridge stays shut\.”: “Die Brücke ist zu\.”/);
	});

	it('says why other words were not looked for', async () => {
		const { outcome } = await tryStage(KnowledgeIntegration, {
			outputs: { transcription },
			alike: { documents: [], notSearched: 'the embedding model cannot be reached' }
		});
		assert.match(JSON.stringify(outcome), /in other words were not looked for: the embedding model cannot be reached\./);
	});

	it('links earlier ones with their words, but not an earlier run of the same source', async () => {
		const at = { start: 61, end: 62 };
		const quote = { quote: 'Mill Street Bridge', start: 0, end: 3 };
		const { outcome } = await tryStage(KnowledgeIntegration, {
			source: { type: 'file', path: '/same.vtt' },
			outputs: {
				transcription,
				'linguistic-analysis': analysisOf([{ name: 'Mill Street Bridge', type: 'place', count: 1, first: quote }])
			},
			knowledge: [found('same'), found('other', { at, speaker: 'Cy' }), found('partly', { coverage: 0.5 })]
		});
		assert.ok(outcome.status === 'succeeded');
		const { related } = outcome.output as StageOutputs['knowledge-integration'];
		assert.deepEqual(related, [
			{ workflowId: 'other', source: '/other.vtt', shared: ['Mill Street Bridge'], passage: 'The bridge.', speaker: 'Cy', at }
		]);
		assert.match(
			JSON.stringify(outcome.section),
			/\/other\.vtt \(other\) also speaks of Mill Street Bridge: “The bridge\.” \(Cy\), 1:01 there/
		);
	});
});

function analysisOf(entities: StageOutputs['linguistic-analysis']['entities']): StageOutputs['linguistic-analysis'] {
	return {
		language: 'en',
		words: 1,
		passages: 1,
		sentiment: { by: 'vader', score: 0, windows: [], mostPositive: [], mostNegative: [] },
		keyPhrases: [],
		topics: [],
		entities,
		entitiesFound: entities.length,
		span: { start: 0, end: 9 }
	};
}
