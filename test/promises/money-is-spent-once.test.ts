import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Ledger } from '#lib/ledger/Ledger';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import type { Spend } from '#lib/workflow/spend';
import { type Model, ModelServer } from '../support/model/ModelServer.js';
import type { AskEnd, AskTask } from '../support/scripts/askModel.js';
import { startScript } from '../support/startScript.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { waitUntil } from '../support/waitUntil.js';

const script = fileURLToPath(new URL('../support/scripts/askModel.ts', import.meta.url));
const full: Model = ({ maxTokens }) => ({ says: { what: 'a bridge' }, usage: { prompt_tokens: 10, completion_tokens: maxTokens } });
/** A call of the plugin `asking` may write 1,000 tokens, and writes them: a cent. Billionths of a dollar. */
const cent = 10_000_000;

describe('Money is spent once, and never more than the operator allows', () => {
	let server: ModelServer;
	let folder: string;

	beforeEach(async () => {
		server = await ModelServer.start(full);
		folder = temporaryFolder();
	});

	afterEach(() => server.close());

	const start = (task: Partial<AskTask>) =>
		startScript(script, {
			folder,
			file: join(folder, '1-questions.txt'),
			depth: 'standard',
			...task,
			env: { OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'm', MODEL_PRICES: 'm=0/10', BUDGET_USD_WORKFLOW: '5', ...task.env }
		} satisfies AskTask);

	async function run(task: Partial<AskTask>): Promise<AskEnd> {
		const { said, stderr, code } = await start(task).ended;
		assert.equal(code, 0, stderr);
		return said.at(-1) as AskEnd;
	}

	async function killed(task: Partial<AskTask>): Promise<void> {
		assert.equal((await start(task).ended).signal, 'SIGKILL');
	}

	/** What the ledger says was spent, of all workflows. */
	async function spent(): Promise<readonly Spend[]> {
		const data = join(folder, 'data');
		const ledger = new Ledger(await connectSqlite(join(data, 'autointel.db')), new ArtifactStore(join(data, 'artifacts')));
		try {
			const workflows = await ledger.list();
			return (await Promise.all(workflows.map(({ id }) => ledger.spend(id)))).flat();
		} finally {
			await ledger.close();
		}
	}

	const sum = (spends: readonly Spend[]) => spends.reduce((total, { costNanoUsd = 0 }) => total + costNanoUsd, 0);

	it('an answer that was stored is not paid for again, after a kill', async () => {
		await killed({ dieAt: { write: 'settleWithAnswer', moment: 'after', count: 1 } });
		const { outputs } = await run({ resume: true });
		assert.deepEqual(outputs['asking-here']?.answers, ['a bridge']);
		assert.equal(server.questions.length, 1);
		assert.equal(sum(await spent()), cent);
	});

	it('an answer that was lost in a kill is asked for under the same key, and counts twice: it may have been billed twice', async () => {
		await killed({ dieAt: { write: 'settleWithAnswer', moment: 'before', count: 1 } });
		await run({ resume: true });
		const keys = server.questions.map(({ idempotencyKey }) => idempotencyKey);
		assert.equal(keys.length, 2);
		assert.equal(keys[0], keys[1]);
		assert.equal(server.billed.calls, 1, 'a server that knows such keys bills it once');
		const [spend] = await spent();
		assert.deepEqual([spend?.calls, spend?.unknownCalls, spend?.costNanoUsd], [2, 1, 2 * cent]);
	});

	it('a process killed during its call leaves what it set aside counted, and nothing beyond the budget is spent by the next', async () => {
		server.become(() => ({ hangs: true }));
		const first = start({ env: { BUDGET_USD_WORKFLOW: '0.02' } });
		await waitUntil('the question has come in', () => server.questions.length === 1);
		first.child.kill('SIGKILL');
		await first.ended;
		server.become(full);
		assert.equal(sum(await spent()), cent);
		const task = { env: { BUDGET_USD_WORKFLOW: '0.02' } };
		assert.deepEqual((await run({ ...task, resume: true })).outputs['asking-here']?.answers, ['a bridge']);
		assert.equal(sum(await spent()), 2 * cent);
		assert.equal(server.questions.length, 2);
	});

	it('a process that dies again and again spends no more than the budget of its workflow', async () => {
		const env = { BUDGET_USD_WORKFLOW: '0.02' };
		const dieAt = { write: 'settleWithAnswer', moment: 'before', count: 1 } as const;
		await killed({ env, dieAt });
		await killed({ env, dieAt, resume: true });
		const { outputs } = await run({ env, resume: true });
		assert.deepEqual(outputs['asking-here'], {
			answers: [],
			failures: ['the language model budget of one workflow (0.02 USD) has no room for another call']
		});
		assert.equal(sum(await spent()), 2 * cent);
	});

	it('processes on one ledger spend the budget of the month to the cent, also through stages in child processes', async () => {
		const task = { depth: 'deep', file: join(folder, '8-questions.txt'), env: { BUDGET_USD_MONTH: '0.25' } } as const;
		const ends = await Promise.all([run(task), run(task), run(task)]);
		const all = ends.flatMap(({ outputs }) => Object.values(outputs));
		assert.equal(all.length, 6);
		assert.equal(all.flatMap(({ answers }) => answers).length, 25);
		assert.equal(all.flatMap(({ failures }) => failures).length, 48 - 25);
		assert.equal(server.billed.calls, 25);
		assert.equal(sum(await spent()), 25 * cent);
	});
});
