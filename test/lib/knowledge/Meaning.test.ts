import assert from 'node:assert/strict';
import type { Audiences } from '#lib/knowledge/Audiences';
import type { Embedder, EmbeddingAccount } from '#lib/knowledge/Embedder';
import type { Known } from '#lib/knowledge/Knowledge';
import { AnswerAccount } from '#lib/language-model/AnswerAccount';
import { nanoUsd } from '#lib/language-model/price';
import type { Readers, Scope } from '#lib/workflow/readers';
import type { Budgets } from '#lib/workflow/spend';
import { askedFor } from '../../support/askedFor.js';
import type { EmbeddingModel } from '../../support/model/EmbeddingEndpoint.js';
import { knowing, meaningOf } from '../../support/model/meaning.js';
import { operatorsOnly } from '../../support/operatorsOnly.js';
import { TestEngine } from '../../support/TestEngine.js';
import { plenty } from '../language-model/modelFixture.js';
import { Learned } from './Learned.js';

const operator = { type: 'operator' } as const;
const inOtherWords = 'What is the price of mending the viaduct?';
const inGerman = 'Was kostet die Instandsetzung der Brücke?';
const answer = 'The repair of the bridge costs 6.2 million.';

describe('what means the same', () => {
	let learned: Learned;

	beforeEach(async () => {
		learned = await Learned.open();
		await learned.learn('/town', [answer, 'The ferry is late.', 'The mayor opened the school.']);
		await learned.vectors().make();
		learned.server.embedded.length = 0;
	});
	afterEach(() => learned.close());

	interface Asked {
		readonly language?: string;
		readonly audiences?: Audiences;
		readonly embedder?: Embedder;
		readonly budgets?: Budgets;
		readonly readers?: Readers;
		readonly patienceMs?: number;
	}

	const account = (budgets = plenty): EmbeddingAccount => new AnswerAccount(learned.test.ledger, { budgets, serverId: undefined });

	function ask(
		question: string,
		{ language = 'en', audiences, embedder, budgets = plenty, readers = operator, patienceMs }: Asked = {}
	): Promise<Known> {
		const asking = embedder ?? learned.embedder({ budgets });
		return learned.knowledge(audiences, asking, patienceMs).ask(question, readers, { language, account: account(budgets) });
	}

	const texts = ({ documents }: Known) => documents.map(({ text }) => text);

	it('is found, in other words and other languages, where no word of the question is', async () => {
		const { documents } = await ask(inOtherWords);
		assert.deepEqual(
			documents.map(({ text, coverage }) => [text, coverage]),
			[[answer, 0]]
		);
		assert.deepEqual(texts(await ask(inGerman, { language: 'de' })), [answer]);
		const withoutModel = await learned.knowledge().ask(inOtherWords, operator, { language: 'en' });
		assert.deepEqual(withoutModel, { documents: [] }, 'words alone do not find it');
	});

	it('is nothing where nothing does', async () => {
		assert.deepEqual(await ask('Who composed the opera about the whale?'), { documents: [] });
	});

	it('is known from what does not, also by a model for which all texts are much alike', async () => {
		const alike: EmbeddingModel = ({ texts: given }) => ({
			vectors: given.map((text) => {
				const vector = meaningOf(text);
				return [...vector, Math.hypot(...vector) * Math.sqrt(3)];
			})
		});
		learned.server.embedBy(alike);
		const embedder = learned.embedder({ model: 'alike' });
		await learned.vectors({ embedder }).make();
		assert.deepEqual(texts(await ask(inOtherWords, { embedder })), [answer]);
		assert.deepEqual(await ask('Who composed the opera about the whale?', { embedder }), { documents: [] });
	});

	it('comes together with what has the words, the best of both first', async () => {
		await learned.learn('/other', ['What is the price of mending shoes?', 'To mend the viaduct has its price.']);
		await learned.vectors().make();
		const found = texts(await ask('What is the price of mending the viaduct?'));
		assert.deepEqual(new Set(found.slice(0, 2)), new Set(['To mend the viaduct has its price.', 'What is the price of mending shoes?']));
		assert.ok(found.includes(answer));
	});

	it('is never what any of the readers may not see: private, of another channel, of another server', async () => {
		const secrets = {
			'/private': { private: true, userId: 'bo' },
			'/staff': { channelId: 'staff', userId: 'bo' },
			'/island': { serverId: 'island', channelId: 'beach', userId: 'bo' }
		};
		for (const [path, request] of Object.entries(secrets)) {
			const id = await learned.learn(
				path,
				Array.from({ length: path === '/private' ? 120 : 5 }, (_, index) => `The price of mending the viaduct at ${path} is ${index}.`)
			);
			await askedFor(learned.test, id, request);
		}
		const open = await learned.learn('/general', ['To mend the bridge has its price, they say in this town.']);
		await askedFor(learned.test, open);
		await learned.vectors().make();
		const scopes: readonly Scope[] = [
			{ type: 'channels', serverId: 'harbour', channels: ['general'] },
			{ type: 'person', userId: 'ada', serverId: 'harbour', sees: ['general'] }
		];
		for (const scope of scopes) {
			const audiences = { ...operatorsOnly, scopeOf: async () => scope };
			const { documents } = await ask(inOtherWords, { audiences });
			assert.deepEqual(
				documents.map(({ workflowId }) => workflowId),
				[open]
			);
			const readers = { workflowId: 'wf_none', scope };
			const alike = await learned.knowledge(audiences).alike(readers, [inOtherWords, inGerman], { account: account() });
			assert.deepEqual(
				alike.documents.map((found) => found.map(({ workflowId }) => workflowId)),
				[[open], [open]]
			);
		}
		const own = { ...operatorsOnly, scopeOf: async () => ({ type: 'person', userId: 'bo', serverId: 'harbour', sees: [] }) as const };
		assert.ok(texts(await ask(inOtherWords, { audiences: own })).every((text) => text.includes('/private') || text.includes('/staff')));
	});

	it('relates a workflow to others, in one call for all of its texts, and never to itself', async () => {
		const own = await learned.learn('/own', [inOtherWords]);
		await learned.vectors().make();
		learned.server.embedded.length = 0;
		const knowledge = learned.knowledge();
		const { documents } = await knowledge.alike(await knowledge.readersOf(own), [inOtherWords, 'The boat was delayed.'], {
			account: account()
		});
		assert.deepEqual(
			documents.map((found) => found.map(({ text }) => text)),
			[[answer], ['The ferry is late.']]
		);
		assert.equal(learned.server.embedded.length, 1);
	});

	it('is looked for by stages at the cost of their workflow', async () => {
		const asking = await TestEngine.open(
			{ ask: { run: async ({ knowledge }) => (await knowledge.alike([inOtherWords])).documents[0]?.map(({ text }) => text) ?? [] } },
			{ folder: learned.test.folder, knowledge: () => learned.knowledge() }
		);
		try {
			const { id } = await asking.run();
			assert.deepEqual((await asking.ledger.checkpoints(id)).get('ask')?.output, [answer]);
			assert.deepEqual(
				(await asking.ledger.spend(id)).map(({ stage, model, calls, unknownCalls }) => [stage, model, calls, unknownCalls]),
				[['ask', 'embedder', 1, 0]]
			);
		} finally {
			await asking.close();
		}
	});

	it('is paid for, within the budget; without room the words have to do, and the reader is told', async () => {
		const refused = await ask('mending the bridge', { budgets: { ...plenty, month: nanoUsd(0.00001) } });
		assert.deepEqual(texts(refused), [answer], 'half of the words');
		assert.match(refused.onlyWords ?? '', /^the language model budget of this month .* has no room for another call; it resets on/);
		const own = await ask('mending the bridge', { budgets: { ...plenty, workflow: 0 } });
		assert.match(own.onlyWords ?? '', /^the language model budget of one question /);
		assert.equal(learned.server.embedded.length, 0);
		await ask(inOtherWords);
		const spent = await learned.test.connection.reader.selectFrom('spend').selectAll().where('stage', '=', 'ask').execute();
		assert.deepEqual(
			spent.map(({ state, model, workflowId }) => [state, model, workflowId.slice(0, 4)]),
			[['settled', 'embedder', 'ask_']]
		);
	});

	it('is not looked for where there are no vectors: nobody pays for that', async () => {
		const known = await ask(inOtherWords, { embedder: learned.embedder({ model: 'other' }) });
		assert.deepEqual(known, { documents: [], onlyWords: 'the vectors of what is known are still to be made' });
		await learned.test.connection.writer.deleteFrom('documents').execute();
		assert.deepEqual(await ask(inOtherWords), { documents: [] });
		assert.equal(learned.server.embedded.length, 0);
	});

	it('is not found while the model fails, hangs or answers with nonsense: the words have to do, and the reader is told', async () => {
		const embedder = learned.embedder();
		const told = async (patienceMs?: number) => {
			const known = await ask('repair of the bridge', { embedder, ...(patienceMs === undefined ? {} : { patienceMs }) });
			assert.deepEqual(texts(known), [answer]);
			return known.onlyWords;
		};
		learned.server.embedBy(() => ({ status: 503 }));
		assert.equal(await told(), 'the embedding model did not take the texts (status 503)');
		learned.server.embedBy(({ texts: given }) => ({ vectors: given.map(() => ['x']) }));
		assert.equal(await told(), 'the embedding model answered with something that is no vector');
		learned.server.embedBy(() => ({ hangs: true }));
		assert.equal(await told(50), 'the embedding model took longer than 0.05 s');
		learned.server.embedBy(knowing);
		assert.equal(await told(), undefined);
		learned.server.embedBy(({ texts: given }) => ({ vectors: given.map((text) => meaningOf(text, 100)) }));
		assert.match((await told()) ?? '', /vectors of 100 numbers, and before with 256/);
		await learned.server.close();
		assert.match((await told()) ?? '', /cannot be reached|broke off/);
	});

	it('has sentences that mean something else beside the question once, to know what near is', async () => {
		const embedder = learned.embedder();
		const knowledge = learned.knowledge(operatorsOnly, embedder);
		for (let count = 0; count < 2; count++) await knowledge.ask(inOtherWords, operator, { language: 'en', account: account() });
		const [first, second] = learned.server.embedded;
		assert.ok((first?.texts.length ?? 0) > 5);
		assert.deepEqual(second?.texts, [inOtherWords]);
	});
});
