import assert from 'node:assert/strict';
import type { Source, StageOutputs } from 'autointel';
import { tryStage } from 'autointel/testing';
import type { PersonaOutput } from '../../../plugins/analysis/lib/persona/personaOutput.js';
import { PersonaProfile } from '../../../plugins/analysis/stages/persona-profile.js';

const address = 'https://www.example.org/news/bridge';

const article: StageOutputs['content-acquisition'] = {
	form: 'article',
	format: 'html',
	contentType: 'text/html',
	name: 'bridge',
	title: 'The bridge',
	site: 'The Example',
	url: address,
	bytes: 1000,
	artifact: 'this-work',
	notes: []
};

const rhetoric = (count: number, words = 1000): StageOutputs['deception-analysis'] => ({
	findings: Array.from({ length: count }, () => ({
		technique: 'bandwagon' as const,
		quotes: [{ quote: 'Everybody does.', line: 1 }],
		basis: 'wording' as const
	})),
	sentences: 50,
	words,
	readWording: true,
	dropped: 0
});

function earlierWork(id: string, techniques: number, key = 'site:example.org', topics: readonly string[] = []): PersonaOutput {
	return {
		publisher: { key, name: 'The Example' },
		work: { id, measures: { techniques }, topics: [...topics] },
		earlier: 0,
		comparison: [],
		recurring: []
	};
}

async function profile(options: {
	readonly source?: Source;
	readonly content?: StageOutputs['content-acquisition'];
	readonly earlier?: readonly { readonly output: PersonaOutput; readonly readable?: boolean }[];
}) {
	const { outcome } = await tryStage(PersonaProfile, {
		source: options.source ?? { type: 'url', url: address },
		outputs: { 'content-acquisition': options.content ?? article, 'deception-analysis': rhetoric(4) },
		history: (options.earlier ?? []).map((entry) => ({ ...entry, stages: {}, durationMs: 1 }))
	});
	return outcome;
}

async function profiled(options: Parameters<typeof profile>[0]): Promise<PersonaOutput> {
	const outcome = await profile(options);
	assert.equal(outcome.status, 'succeeded');
	return outcome.output as PersonaOutput;
}

async function reasonFor(options: Parameters<typeof profile>[0]): Promise<string> {
	const outcome = await profile(options);
	return outcome.status === 'skipped' ? outcome.reason : outcome.status;
}

describe('persona-profile', () => {
	it('compares a work with the earlier works of its publisher, and with no others', async () => {
		const output = await profiled({
			earlier: [
				{ output: earlierWork('a', 1) },
				{ output: earlierWork('b', 2) },
				{ output: earlierWork('c', 9) },
				{ output: earlierWork('d', 500, 'site:elsewhere.net') }
			]
		});
		assert.deepEqual(output.publisher, { key: 'site:example.org', name: 'The Example' });
		assert.deepEqual(output.comparison, [{ measure: 'techniques', value: 4, median: 2, lowest: 1, highest: 9, works: 3 }]);
	});

	it('counts a work once, and never against itself', async () => {
		const output = await profiled({
			earlier: [{ output: earlierWork('a', 1) }, { output: earlierWork('a', 1) }, { output: earlierWork('this-work', 4) }]
		});
		assert.equal(output.earlier, 1);
	});

	it('tells nothing of works that not every reader may see', async () => {
		const output = await profiled({ earlier: [{ output: earlierWork('a', 1), readable: false }] });
		assert.deepEqual([output.earlier, output.comparison], [0, []]);
	});

	it('says that there is nothing to compare with yet', async () => {
		const outcome = await profile({});
		assert.equal(outcome.status, 'succeeded');
		assert.match(JSON.stringify(outcome.section.blocks), /first work of The Example/);
	});

	it('profiles nobody of a server, and nobody whom the source does not name', async () => {
		for (const host of ['cdn.discordapp.com', 'media.discordapp.net', 'craig.horse']) {
			assert.match(
				await reasonFor({ source: { type: 'url', url: `https://${host}/attachments/1/2/talk.html` } }),
				/people of a server are not profiled/
			);
		}
		assert.equal(await reasonFor({ source: { type: 'file', path: '/talk.html' } }), 'the source is a file, which names no publisher');
		assert.equal(await reasonFor({ content: { ...article, form: 'subtitles' } }), 'the source does not say who published it');
	});

	it('takes the publisher that the site names', async () => {
		const output = await profiled({ content: { ...article, form: 'media', publisher: { key: 'channel:UC1', name: 'Bridge Talk' } } });
		assert.deepEqual(output.publisher, { key: 'channel:UC1', name: 'Bridge Talk' });
	});
});
