import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { ModelReply } from '#lib/language-model/ModelReply';
import { nanoUsd, priceOf } from '#lib/language-model/price';
import { Ledger } from '#lib/ledger/Ledger';
import type { Claim } from '#lib/ledger/operations/claim';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { type Model, ModelServer } from '../../support/model/ModelServer.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { waitUntil } from '../../support/waitUntil.js';
import { modelAt, never, openLedger, plenty, question, stage } from './modelFixture.js';

const cent = nanoUsd(0.01);
/** Each answer has as many tokens as it may. */
const full: Model = async ({ maxTokens }) => {
	// Long enough for others to come in.
	await wait(10);
	return { says: { what: 'a bridge' }, usage: { prompt_tokens: 10, completion_tokens: maxTokens } };
};
/** Only what is written costs: a call of 1,000 tokens costs a cent, and exactly that is set aside. */
const centPerCall = { priceOf: () => priceOf('m', { m: { input: 0, output: 10 } }) };

describe('Budgets', () => {
	let server: ModelServer;
	let ledger: Ledger;
	let claimed: () => Promise<Claim>;

	before(async () => {
		server = await ModelServer.start(full);
	});

	beforeEach(async () => {
		server.become(full);
		server.questions.length = 0;
		({ ledger, claimed } = await openLedger());
	});

	afterEach(() => ledger.close());

	after(() => server.close());

	/** Many questions at once, from several workflows. */
	async function askAll(model: ReturnType<typeof modelAt>, claims: readonly Claim[], each: number): Promise<readonly ModelReply[]> {
		return Promise.all(
			claims.flatMap((claim) =>
				Array.from({ length: each }, (_, number) =>
					model.ask(question({ data: { number: `${number}` }, maxOutputTokens: 1000 }), model.accountOf(ledger, claim, stage), never)
				)
			)
		);
	}

	async function spent(claims: readonly Claim[]): Promise<number> {
		const spends = await Promise.all(claims.map(({ workflow }) => ledger.spend(workflow.id)));
		return spends.flat().reduce((sum, { costNanoUsd = 0 }) => sum + costNanoUsd, 0);
	}

	const answered = (replies: readonly ModelReply[]) => replies.filter((reply) => reply.answered).length;
	const reasons = (replies: readonly ModelReply[]) => new Set(replies.flatMap((reply) => (reply.answered ? [] : [reply.reason])));

	it('a workflow spends its budget to the cent under concurrency, and not a cent more', async () => {
		const claims = [await claimed(), await claimed()];
		const model = modelAt(server.url, { ...centPerCall, budgets: { ...plenty, workflow: 10 * cent } });
		const replies = await askAll(model, claims, 25);
		assert.equal(answered(replies), 20);
		assert.equal(await spent(claims), 20 * cent);
		assert.ok(server.mostAtOnce > 1);
		assert.deepEqual([...reasons(replies)], ['the language model budget of one workflow (0.10 USD) has no room for another call']);
	});

	it('all workflows together spend the budget of the month to the cent, and the reason says when it comes back', async () => {
		const claims = [await claimed(), await claimed(), await claimed()];
		const model = modelAt(server.url, { ...centPerCall, budgets: { ...plenty, month: 17 * cent } });
		const replies = await askAll(model, claims, 10);
		assert.equal(answered(replies), 17);
		assert.equal(await spent(claims), 17 * cent);
		const [reason = ''] = reasons(replies);
		assert.match(reason, /^the language model budget of this month \(0\.17 USD\) .*; it resets on 1 \w+ 20\d\d \(UTC\)$/);
	});

	it('a server spends its own budget, and the others theirs', async () => {
		const claims = [await claimed(), await claimed(), await claimed()];
		const [first, , alone] = claims;
		const model = modelAt(server.url, {
			...centPerCall,
			budgets: { ...plenty, serverMonth: 5 * cent },
			serverOf: async (id) => (id === alone?.workflow.id ? undefined : id === first?.workflow.id ? 'one' : 'two')
		});
		assert.equal(answered(await askAll(model, claims, 8)), 5 + 5 + 8);
		assert.equal(answered(await askAll(model, [await claimed()], 8)), 0, 'server two has spent its budget');
	});

	it('what was set aside too much is spent by those who wait for it', async () => {
		// A tenth of what is set aside is used: at once only two have room, one after the other all.
		server.become(() => ({ says: { what: 'a bridge' }, usage: { prompt_tokens: 10, completion_tokens: 100 } }));
		const claims = [await claimed()];
		const model = modelAt(server.url, { ...centPerCall, budgets: { ...plenty, workflow: 2 * cent } });
		const replies = await askAll(model, claims, 11);
		assert.equal(answered(replies), 11);
		assert.equal(await spent(claims), 1.1 * cent);
		assert.equal(answered(await askAll(model, claims, 11)), 11, 'they are in the ledger');
	});

	it('whoever has spent its budget does not wait for what others have set aside', async () => {
		const [spender, other] = [await claimed(), await claimed()];
		const model = modelAt(server.url, { ...centPerCall, budgets: { ...plenty, workflow: cent } });
		assert.equal(answered(await askAll(model, [spender], 1)), 1);
		server.become(() => ({ hangs: true }));
		const leave = new AbortController();
		const hanging = model.ask(question({ maxOutputTokens: 1000 }), model.accountOf(ledger, other, stage), leave.signal);
		await waitUntil('the other call is running', () => server.questions.length === 2);
		const refused = await model.ask(question({ maxOutputTokens: 999 }), model.accountOf(ledger, spender, stage), never);
		assert.ok(!refused.answered && refused.code === 'budget-reached');
		leave.abort(new Error('enough'));
		await assert.rejects(hanging, /enough/);
	});

	it('a model without a price is counted in tokens, and stops at a million of them for each dollar', async () => {
		const claim = await claimed();
		const model = modelAt(server.url, { models: ['unheard-of'], budgets: { ...plenty, workflow: nanoUsd(0.05) } });
		const account = model.accountOf(ledger, claim, stage);
		assert.ok((await model.ask(question({ maxOutputTokens: 30_000 }), account, never)).answered);
		const refused = await model.ask(question({ maxOutputTokens: 30_001 }), account, never);
		assert.ok(!refused.answered);
		assert.match(refused.reason, /\(50,000 tokens, as the price of unheard-of is not known\)/);
		assert.deepEqual(await ledger.spend(claim.workflow.id), [
			{ stage: 'one', model: 'unheard-of', calls: 1, inputTokens: 10, outputTokens: 30_000, unknownCalls: 0 }
		]);
	});

	it('a model that costs nothing is asked also where nothing may be spent', async () => {
		const claim = await claimed();
		const model = modelAt(server.url, {
			priceOf: () => priceOf('m', { m: { input: 0, output: 0 } }),
			budgets: { workflow: 0, month: 0, serverMonth: 0 },
			serverOf: async () => 'one'
		});
		const account = model.accountOf(ledger, claim, stage);
		assert.equal((await model.availability(account)).available, true);
		assert.ok((await model.ask(question(), account, never)).answered);
	});

	it('says beforehand that there is no room', async () => {
		const claim = await claimed();
		const model = modelAt(server.url, { budgets: { ...plenty, month: 100 } });
		const availability = await model.availability(model.accountOf(ledger, claim, stage));
		assert.deepEqual([availability.available, 'code' in availability && availability.code], [false, 'budget-reached']);
	});

	it('the month ends: what was spent and what was left unsettled in it counts no longer', async () => {
		const folder = temporaryFolder();
		let now = Date.UTC(2025, 0, 31, 23, 59);
		const connection = await connectSqlite(join(folder, 'ledger.db'));
		const timed = new Ledger({ ...connection, now: () => now }, new ArtifactStore(join(folder, 'artifacts')));
		try {
			const request = { kind: 'test', depth: 'standard', source: { type: 'file', path: '/f' }, options: { reportLanguage: 'en' } } as const;
			const claimant = { owner: 'me', leaseMs: 86_400_000, deadOwners: new Set<string>() };
			const { claim } = await timed.acceptAndClaim(request, claimant);
			assert.ok(claim);
			const asked = { stage: 'one', model: 'm', priced: true, nanoUsd: cent, budgets: { workflow: 9 * cent, month: 2 * cent } };
			const settled = await timed.reserveSpend(claim, asked);
			assert.ok('reservation' in settled);
			// The other one is never settled: its process was killed.
			assert.ok('reservation' in (await timed.reserveSpend(claim, asked)));
			assert.deepEqual(await timed.reserveSpend(claim, asked), { reached: { budget: 'month', missing: cent } });
			now += 120_000;
			await timed.settleSpend({ ...settled, nanoUsd: cent, inputTokens: 1, outputTokens: 1 });
			assert.ok('reservation' in (await timed.reserveSpend(claim, asked)));
			assert.ok('reservation' in (await timed.reserveSpend(claim, asked)));
			assert.deepEqual(await timed.reserveSpend(claim, asked), { reached: { budget: 'month', missing: cent } });
		} finally {
			await timed.close();
		}
	});

	it('grants exactly what fits, whatever is set aside, settled, released and left behind in whatever order', async () => {
		const claims = [await claimed(), await claimed(), await claimed()];
		const amount = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 10_000_000_000 }));
		const step = fc.oneof(
			fc.record({ act: fc.constant('reserve' as const), who: fc.nat(2), nanoUsd: amount }),
			fc.record({
				act: fc.constantFrom('settle' as const, 'release' as const),
				which: fc.nat(20),
				part: fc.double({ min: 0, max: 1, noNaN: true })
			})
		);
		let before = await totals(ledger, claims);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 25 }), amount, amount, amount, async (steps, workflow, month, serverMonth) => {
				// Each run begins where the last one stopped: the room of a budget is what it leaves.
				const used = before.map(BigInt);
				const all = () => used.reduce((sum, each) => sum + each, 0n);
				const budgets = { workflow: Number(used[0]) + workflow, month: Number(all()) + month, serverMonth: Number(used[0]) + serverMonth };
				const open: { readonly who: number; readonly nanoUsd: number; readonly reservation: string }[] = [];
				for (const taken of steps) {
					if (taken.act === 'reserve') {
						const { who, nanoUsd: wanted } = taken;
						// Only the first workflow is of a server.
						const serverId = who === 0 ? 'one' : undefined;
						const given = await ledger.reserveSpend(claims[who]!, {
							stage: 'one',
							model: 'm',
							priced: true,
							nanoUsd: wanted,
							serverId,
							budgets
						});
						const fits = (sum: bigint, budget: number) => sum + BigInt(wanted) <= BigInt(budget);
						const expected = !fits(used[who]!, budgets.workflow)
							? 'workflow'
							: !fits(all(), budgets.month)
								? 'month'
								: who === 0 && !fits(used[0]!, budgets.serverMonth)
									? 'serverMonth'
									: undefined;
						assert.equal('reached' in given ? given.reached.budget : undefined, expected);
						if ('reached' in given) continue;
						used[who]! += BigInt(wanted);
						open.push({ who, nanoUsd: wanted, reservation: given.reservation });
					} else {
						const [held] = open.splice(taken.which % Math.max(1, open.length), 1);
						if (held === undefined) continue;
						const cost = taken.act === 'settle' ? Math.floor(held.nanoUsd * taken.part) : 0;
						if (taken.act === 'release') await ledger.releaseSpend(held.reservation);
						else await ledger.settleSpend({ reservation: held.reservation, nanoUsd: cost, inputTokens: 1, outputTokens: 1 });
						used[held.who]! -= BigInt(held.nanoUsd - cost);
					}
				}
				before = await totals(ledger, claims);
				assert.deepEqual(before.map(BigInt), used);
			}),
			{ numRuns: 60 }
		);
	});
});

async function totals(ledger: Ledger, claims: readonly Claim[]): Promise<readonly number[]> {
	const spends = await Promise.all(claims.map(({ workflow }) => ledger.spend(workflow.id)));
	return spends.map((spend) => spend.reduce((sum, { costNanoUsd = 0 }) => sum + costNanoUsd, 0));
}
