import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nanoUsd } from '#lib/language-model/price';
import { InstanceLocks } from '#lib/ledger/sqlite/InstanceLocks';
import { askedFor } from '../../support/askedFor.js';
import type { EmbeddingModel } from '../../support/model/EmbeddingEndpoint.js';
import { knowing, meaningOf } from '../../support/model/meaning.js';
import type { VectorTask } from '../../support/scripts/makeVectors.js';
import { startScript } from '../../support/startScript.js';
import { waitUntil } from '../../support/waitUntil.js';
import { plenty } from '../language-model/modelFixture.js';
import { Learned } from './Learned.js';

const makeVectors = fileURLToPath(new URL('../../support/scripts/makeVectors.ts', import.meta.url));
const many = Array.from({ length: 70 }, (_, index) => `The bridge has ${index} bolts.`);

describe('vectors of what was learned', () => {
	let learned: Learned;

	beforeEach(async () => {
		learned = await Learned.open();
	});
	afterEach(() => learned.close());

	const textsAsked = () => learned.server.embedded.flatMap(({ texts }) => texts);
	const counted = async () => (await learned.withVectors()).length;

	it('are made in batches, once, of what a workflow that ended well has learned', async () => {
		await learned.learn('/a', many);
		const vectors = learned.vectors();
		await vectors.make();
		assert.equal(await counted(), 70);
		assert.deepEqual(
			learned.server.embedded.map(({ texts, model, format }) => [texts.length, model, format]),
			[
				[32, 'embedder', 'float'],
				[32, 'embedder', 'float'],
				[6, 'embedder', 'float']
			]
		);
		await vectors.make();
		await learned.vectors().make();
		assert.equal(learned.server.embedded.length, 3, 'what has a vector is not asked about again');
	});

	it('cost what the model says, in the name of their workflow and its server', async () => {
		const id = await learned.learn('/a', ['The bridge is old.', 'The bridge is old.', 'The ferry is late.']);
		await askedFor(learned.test, id);
		await learned.vectors().make();
		assert.deepEqual(textsAsked(), ['The bridge is old.', 'The ferry is late.'], 'the same text is sent once');
		assert.equal(await counted(), 3);
		assert.deepEqual(await learned.test.ledger.spend(id), [
			{ stage: 'vectors', model: 'embedder', calls: 1, inputTokens: 10, outputTokens: 0, unknownCalls: 0, costNanoUsd: 10_000 }
		]);
		const spent = await learned.test.connection.reader.selectFrom('spend').select('serverId').executeTakeFirstOrThrow();
		assert.equal(spent.serverId, 'harbour');
	});

	it('go with their documents, and no trace of them is left in the files', async () => {
		const id = await learned.learn('/a', ['The bridge is old.']);
		await learned.vectors().make();
		const { connection, folder } = learned.test;
		const { vector } = await connection.reader.selectFrom('documents').select('vector').executeTakeFirstOrThrow();
		const traces = () =>
			readdirSync(folder).filter(
				(name) =>
					name.startsWith('ledger.db') && readFileSync(join(folder, name)).includes(Buffer.from(vector ?? assert.fail()).subarray(0, 64))
			);
		assert.notDeepEqual(traces(), []);
		await connection.writer.deleteFrom('workflows').where('id', '=', id).execute();
		assert.equal(await counted(), 0);
		await connection.scrub();
		assert.deepEqual(traces(), []);
	});

	it('are made anew by another model, or by one whose vectors have another length', async () => {
		await learned.learn('/a', ['The bridge is old.', 'The ferry is late.']);
		await learned.vectors().make();
		await learned.vectors({ embedder: learned.embedder({ model: 'other' }) }).make();
		assert.deepEqual(
			learned.server.embedded.map(({ model }) => model),
			['embedder', 'other']
		);
		const longer: EmbeddingModel = ({ texts }) => ({ vectors: texts.map((text) => meaningOf(text, 300)) });
		learned.server.embedBy(longer);
		const embedder = learned.embedder({ model: 'other' });
		const vectors = learned.vectors({ embedder });
		await learned.learn('/b', ['The mayor is new.']);
		await vectors.make();
		assert.deepEqual(
			(await learned.withVectors()).map(([, length]) => length),
			[300, 300, 300]
		);
	});

	it('of another length than those before are not kept, unless all are from then on', async () => {
		await learned.learn('/a', many);
		let calls = 0;
		learned.server.embedBy(({ texts }) => ({ vectors: texts.map((text) => meaningOf(text, ++calls % 2 === 0 ? 256 : 200)) }));
		await learned.vectors().make();
		assert.ok(new Set((await learned.withVectors()).map(([, length]) => length)).size <= 1);
		learned.server.embedBy(({ texts }) => ({ vectors: texts.map((text) => meaningOf(text, 200)) }));
		const vectors = learned.vectors();
		for (let pass = 0; pass < 3; pass++) await vectors.make();
		assert.deepEqual([...new Set((await learned.withVectors()).map(([, length]) => length))], [200]);
		assert.equal(await counted(), 70);
	});

	for (const [name, answer] of Object.entries<EmbeddingModel>({
		'too few': ({ texts }) => ({ vectors: texts.slice(1).map((text) => meaningOf(text)) }),
		'no numbers': ({ texts }) => ({ vectors: texts.map(() => [1, null, 2]) }),
		'endless numbers': () => ({ sends: '{"data":[{"index":0,"embedding":[1e999,1]},{"index":1,"embedding":[1,1]}]}' }),
		nothing: ({ texts }) => ({ vectors: texts.map(() => [0, 0, 0]) }),
		'no answer': () => ({ sends: '<html>' }),
		'half an answer': () => ({ breaks: true }),
		'an error': () => ({ status: 500 }),
		'too many calls': () => ({ status: 429 }),
		'a wrong key': () => ({ status: 401 })
	})) {
		it(`are not made of ${name}, and made when the server has come to itself`, async () => {
			await learned.learn('/a', ['The bridge is old.', 'The ferry is late.']);
			learned.server.embedBy(answer);
			const vectors = learned.vectors();
			await vectors.make();
			assert.equal(await counted(), 0);
			learned.server.embedBy(knowing);
			await vectors.make();
			assert.equal(await counted(), 2);
		});
	}

	it('leave a server alone that fails or says so', async () => {
		await learned.learn('/a', ['The bridge is old.']);
		learned.server.embedBy(() => ({ status: 429, headers: { 'retry-after': '60' } }));
		const vectors = learned.vectors();
		await vectors.make();
		await vectors.make();
		assert.equal(learned.server.embedded.length, 1);
	});

	it('are asked for after a failure only where the model takes anything', async () => {
		await learned.learn('/a', many);
		learned.server.embedBy(() => ({ status: 504 }));
		const vectors = learned.vectors();
		for (let pass = 0; pass < 3; pass++) await vectors.make();
		learned.server.embedBy(knowing);
		await vectors.make();
		assert.deepEqual(
			learned.server.embedded.map(({ texts }) => texts.length),
			[32, 1, 1, 1, 1, 32, 32, 6]
		);
		assert.equal(await counted(), 70);
	});

	it('of a text that the model never takes are not made, and all others are', async () => {
		await learned.learn('/a', ['unspeakable', ...many]);
		learned.server.embedBy((call, number) => (call.texts.includes('unspeakable') ? { status: 400 } : knowing(call, number)));
		const vectors = learned.vectors();
		for (let pass = 0; pass < 6; pass++) await vectors.make();
		assert.equal(await counted(), 70);
		assert.equal(learned.server.embedded.filter(({ texts }) => texts.join() === 'unspeakable').length, 3, 'it is tried three times');
		const calls = learned.server.embedded.length;
		await learned.vectors().make();
		assert.equal(learned.server.embedded.length, calls, 'and then left');
		await learned.learn('/b', ['The mayor is new.']);
		await vectors.make();
		assert.equal(await counted(), 71);
	});

	it('of a text that is too long are those of its beginning', async () => {
		const long = `The bridge. ${'x'.repeat(20_000)}`;
		await learned.learn('/a', [long]);
		learned.server.embedBy((call, number) => (call.texts.some((text) => text.length > 1_000) ? { status: 400 } : knowing(call, number)));
		await learned.vectors().make();
		assert.deepEqual(
			(await learned.withVectors()).map(([text]) => text),
			[long]
		);
		assert.equal(textsAsked().at(-1), long.slice(0, 1_000));
	});

	it('are made by one process at a time, and whoever finds it dead goes on at once', async () => {
		await learned.learn('/a', many);
		const other = await InstanceLocks.open(join(learned.test.folder, 'instances'));
		await Promise.all([learned.vectors().make(), learned.vectors({ instances: other }).make()]);
		await Promise.all([learned.vectors().make(), learned.vectors({ instances: other }).make()]);
		assert.equal(await counted(), 70);
		assert.equal(learned.server.embedded.length, 3, 'nothing is asked about twice');

		await learned.learn('/b', ['The mayor is new.']);
		learned.server.embedBy(() => ({ hangs: true }));
		const dying = learned.vectors({ instances: other });
		const left = dying.make();
		await waitUntil('it has asked', () => learned.server.embedded.length === 4);
		learned.server.embedBy(knowing);
		await learned.vectors().make();
		assert.equal(await counted(), 70, 'another one has its turn');
		await other.close();
		await learned.vectors().make();
		assert.equal(await counted(), 71);
		await dying.stop();
		await left;
	});

	it('cost once more at most what one batch does, where a process is killed between the answer and the ledger', async () => {
		const id = await learned.learn('/a', many);
		const { folder } = learned.test;
		const task: VectorTask = {
			folder,
			env: {
				DATA_DIR: folder,
				DATABASE_URL: `file:${join(folder, 'ledger.db')}`,
				OPENAI_BASE_URL: learned.server.url,
				OPENAI_EMBEDDING_MODEL: 'embedder',
				MODEL_PRICES: 'embedder=1/0'
			},
			dieAt: { write: 'settleWithVectors', moment: 'before', count: 2 }
		};
		const { signal, stderr } = await startScript(makeVectors, task).ended;
		assert.equal(signal, 'SIGKILL', stderr);
		assert.equal(await counted(), 32);
		await learned.vectors().make();
		assert.equal(await counted(), 70);
		assert.deepEqual(
			learned.server.embedded.map(({ texts }) => texts.length),
			[32, 32, 32, 6]
		);
		const [spent] = await learned.test.ledger.spend(id);
		assert.deepEqual([spent?.calls, spent?.unknownCalls], [4, 1], 'the call of which nobody knows goes on counting');
	});

	it('stay within the budgets, and one server’s cap stops no other', async () => {
		const [capped, other] = [await learned.learn('/a', many), await learned.learn('/b', many.slice(0, 3))];
		await askedFor(learned.test, capped, { serverId: 'harbour' });
		await askedFor(learned.test, other, { serverId: 'island' });
		// At most a token for each byte and some for each text: a batch of 32 texts of 23 bytes or so.
		const budgets = { ...plenty, serverMonth: nanoUsd(0.0012) };
		const embedder = learned.embedder({ budgets });
		await learned.vectors({ embedder, budgets }).make();
		const spent = async (id: string) => (await learned.test.ledger.spend(id))[0];
		assert.ok(((await spent(capped))?.costNanoUsd ?? 0) <= budgets.serverMonth);
		assert.equal((await spent(capped))?.calls, 1);
		assert.equal(await counted(), 35);
		const later = learned.vectors({ embedder: learned.embedder() });
		await later.make();
		assert.equal(await counted(), 73, 'they are made when there is room again');
	});

	it('are not made for more than the month allows, and go on in the next', async () => {
		await learned.learn('/a', many);
		const budgets = { ...plenty, month: nanoUsd(0.0012) };
		const vectors = learned.vectors({ embedder: learned.embedder({ budgets }), budgets });
		await vectors.make();
		await vectors.make();
		assert.equal(learned.server.embedded.length, 1);
		await learned.test.connection.writer.updateTable('spend').set({ month: '2020-01' }).execute();
		await learned.vectors({ embedder: learned.embedder({ budgets }), budgets }).make();
		assert.equal(await counted(), 70);
	});

	it('are not made for a workflow that has used up its own budget, and all others are', async () => {
		await learned.learn('/a', many);
		await learned.learn('/b', ['The mayor is new.']);
		const budgets = { ...plenty, workflow: nanoUsd(0.0001) };
		const vectors = learned.vectors({ embedder: learned.embedder({ budgets }), budgets });
		await vectors.make();
		assert.deepEqual(
			(await learned.withVectors()).map(([text]) => text),
			['The mayor is new.']
		);
		await vectors.make();
		assert.equal(learned.server.embedded.length, 1);
	});

	it('are left where they are when the process has to go', async () => {
		await learned.learn('/a', ['The bridge is old.']);
		learned.server.embedBy(() => ({ hangs: true }));
		const vectors = learned.vectors();
		const made = vectors.make();
		await waitUntil('it has asked', () => learned.server.embedded.length === 1);
		await vectors.stop();
		await made;
		learned.server.embedBy(knowing);
		await learned.vectors().make();
		assert.equal(await counted(), 1);
	});
});
