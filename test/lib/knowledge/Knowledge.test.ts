import assert from 'node:assert/strict';
import type { Audiences } from '#lib/knowledge/Audiences';
import { Knowledge } from '#lib/knowledge/Knowledge';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import { askedFor } from '../../support/askedFor.js';
import { operatorsOnly } from '../../support/operatorsOnly.js';
import { TestEngine, testRequest } from '../../support/TestEngine.js';

const operator = { type: 'operator' } as const;
const english = { language: 'en' };

describe('what workflows have learned', () => {
	let test: TestEngine;

	/** Runs a workflow that learns these things; answers with its id. */
	async function learn(path: string, documents: readonly (KnowledgeDocument | string)[]): Promise<string> {
		const { workflow, ended } = await test.engine.acceptAndRun({
			...testRequest,
			source: { type: 'file', path },
			options: { reportLanguage: 'en', language: JSON.stringify(documents) }
		});
		assert.equal(await ended, 'succeeded');
		return workflow.id;
	}

	beforeEach(async () => {
		test = await TestEngine.open({
			learn: {
				run: ({ index, workflow }) => {
					for (const document of JSON.parse(workflow.language ?? '[]')) {
						index(typeof document === 'string' ? { type: 'passage', text: document } : document);
					}
					return null;
				}
			}
		});
	});
	afterEach(() => test.close());

	const knowledge = (audiences: Audiences) => new Knowledge({ ledger: test.ledger, audiences });
	const ask = async (question: string, audiences: Audiences = operatorsOnly) =>
		(await knowledge(audiences).ask(question, operator, english)).documents.map(({ text }) => text);

	it('answers a question with what holds most of it', async () => {
		await learn('/a', [
			'The repair of the bridge costs 6.2 million.',
			'The repair of the school is done.',
			'The repair of the bridge is late.'
		]);
		assert.deepEqual(await ask('What does the repair of the bridge cost?'), [
			'The repair of the bridge costs 6.2 million.',
			'The repair of the bridge is late.'
		]);
	});

	it('says nothing where it knows nothing, or next to nothing', async () => {
		await learn('/a', ['The repair of the bridge costs 6.2 million.']);
		assert.deepEqual(await ask('Who wrote the opera about the whale?'), []);
		assert.deepEqual(await ask('Which whale song is sung at the bridge?'), []);
		assert.deepEqual(await ask('What did they say?'), []);
		assert.deepEqual(await ask('???'), []);
	});

	it('says once what a source that was analysed twice says', async () => {
		await learn('/a', ['The bridge is old.']);
		await learn('/a', ['The bridge is old.']);
		await learn('/b', ['The bridge is old.']);
		assert.deepEqual(await ask('bridge'), ['The bridge is old.', 'The bridge is old.']);
	});

	it('shows a passage in the place of the claims and names in it', async () => {
		await learn('/a', [
			{ type: 'entity', text: 'The bridge' },
			{ type: 'claim', text: 'The bridge is old.' },
			'The bridge is old. Everybody in this town has known that for a very long time.',
			'A bridge is new.'
		]);
		assert.deepEqual(await ask('bridge'), [
			'The bridge is old. Everybody in this town has known that for a very long time.',
			'A bridge is new.'
		]);
	});

	it('names the workflow, its source and the place', async () => {
		const id = await learn('/a/town.vtt', [{ type: 'passage', text: 'The bridge is old.', speaker: 'Ada', at: { start: 3, end: 4 } }]);
		const [found] = (await knowledge(operatorsOnly).ask('bridge', operator, english)).documents;
		assert.deepEqual(
			{ ...found, finishedAt: 0 },
			{
				workflowId: id,
				source: '/a/town.vtt',
				type: 'passage',
				text: 'The bridge is old.',
				speaker: 'Ada',
				at: { start: 3, end: 4 },
				finishedAt: 0,
				coverage: 1
			}
		);
	});

	it('shows nothing of what any of the readers may not see, however much of it there is', async () => {
		const secret = await learn(
			'/staff',
			Array.from({ length: 150 }, (_, index) => `The bridge secret ${index}`)
		);
		const open = await learn('/general', [
			'The bridge that everybody in this town has known about for a very long time is, all in all, old.'
		]);
		await askedFor(test, secret, { channelId: 'staff' });
		await askedFor(test, open);
		const found = (await knowledge(seenIn('general')).ask('bridge', operator, english)).documents;
		assert.deepEqual(
			found.map(({ workflowId }) => workflowId),
			[open]
		);
	});

	it('relates a workflow to others by the eyes of its own readers, and never to itself', async () => {
		const first = await learn('/a', ['The bridge is old.']);
		const second = await learn('/b', ['A bridge is new.']);
		for (const id of [first, second]) await askedFor(test, id);
		const related = async (audiences: Audiences) =>
			(await knowledge(audiences).related(await knowledge(audiences).readersOf(second), 'bridge', english)).map(
				({ workflowId }) => workflowId
			);
		assert.deepEqual(await related(seenIn('general')), [first]);
		assert.deepEqual(await related(seenIn('staff')), []);
	});

	it('says which workflows everybody may see who reads the report of another', async () => {
		const [own, open, secret] = [await learn('/a', []), await learn('/b', []), await learn('/c', [])];
		for (const id of [own, open]) await askedFor(test, id);
		await askedFor(test, secret, { private: true });
		const readable = async (audiences: Audiences) =>
			knowledge(audiences).readable(await knowledge(audiences).readersOf(own), new Set([open, secret]));
		assert.deepEqual([...(await readable(seenIn('general')))], [open]);
		assert.deepEqual([...(await readable(seenIn('staff')))], []);
	});
});

/** The readers of every report and every answer are those of a channel. */
function seenIn(channel: string): Audiences {
	const readers = { type: 'channels', serverId: 'harbour', channels: [channel] } as const;
	return { readersOf: () => Promise.resolve(readers), scopeOf: () => Promise.resolve(readers) };
}
