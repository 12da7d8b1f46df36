import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { Cache } from '#lib/results/Cache';
import { openKeyv } from '#lib/results/openKeyv';
import { Results } from '#lib/results/Results';
import { SqlKeyvStore, sweepKeyv } from '#lib/results/SqlKeyvStore';
import { emptyReport } from '../../support/fencedWrites.js';
import { silentLogger } from '../../support/silentLogger.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const anHour = 3_600_000;

describe('results and caches', () => {
	/** What the store takes for the time: tests move it. */
	let now: number;
	let connection: LedgerConnection;
	let ledger: Ledger;

	beforeEach(async () => {
		now = Date.now();
		const folder = temporaryFolder();
		connection = { ...(await connectSqlite(join(folder, 'ledger.db'))), now: () => now };
		ledger = new Ledger(connection, new ArtifactStore(folder));
	});

	afterEach(() => connection.close());

	const keyvFor = <Value>(namespace: string) => openKeyv<Value>(new SqlKeyvStore(connection, namespace), namespace, silentLogger);
	const rows = async () => (await connection.reader.selectFrom('keyv').select('key').execute()).map(({ key }) => key);

	async function finished(): Promise<string> {
		const request = { kind: 'test', depth: 'standard', source: { type: 'file', path: '/a' }, options: { reportLanguage: 'en' } } as const;
		const { workflow, claim } = await ledger.acceptAndClaim(request, { owner: 'me', leaseMs: anHour, deadOwners: new Set() });
		assert.ok(claim);
		await ledger.finish(claim, 'succeeded', undefined, emptyReport);
		return workflow.id;
	}

	it('come back as they were, until their time is over', async () => {
		const results = new Results(keyvFor('results'), ledger, anHour);
		const id = await finished();
		await results.put(id, { ...emptyReport, title: 'As it was put' });
		assert.equal((await results.get(id))?.title, 'As it was put');
		assert.equal(await results.get('wf_2'), undefined);
		now += anHour;
		assert.deepEqual(await rows(), [`results:${id}`]);
		assert.equal((await results.get(id))?.title, emptyReport.title);
	});

	it('do not outlive a workflow that is forgotten while they are stored', async () => {
		const results = new Results(keyvFor('results'), ledger, anHour);
		await results.put('wf_forgotten', emptyReport);
		assert.deepEqual(await rows(), []);
	});

	it('can be deleted', async () => {
		const results = new Results(keyvFor('results'), ledger, anHour);
		const id = await finished();
		await results.put(id, emptyReport);
		await results.delete(id);
		assert.deepEqual(await rows(), []);
	});

	it('are found in the ledger where they went missing, and put back', async () => {
		const results = new Results(keyvFor('results'), ledger, anHour);
		const id = await finished();
		assert.deepEqual(await rows(), []);
		assert.deepEqual(await results.get(id), emptyReport);
		assert.deepEqual(await rows(), [`results:${id}`]);
	});

	it('are gone when their time is over although the ledger still has them', async () => {
		const id = await finished();
		assert.equal(await new Results(keyvFor('results'), ledger, 0).get(id), undefined);
	});

	it('do not see those of other namespaces and stages', async () => {
		const cache = new Cache(keyvFor('cache'));
		await cache.set('one', 'k', { deep: [1] }, anHour);
		assert.deepEqual(await cache.get('one', 'k'), { deep: [1] });
		assert.equal(await cache.get('two', 'k'), undefined);
		assert.equal(await new Cache(keyvFor('other')).get('one', 'k'), undefined);
	});

	it('leave no rows behind once they are swept', async () => {
		const cache = new Cache(keyvFor('cache'));
		await cache.set('one', 'short', 1, 1000);
		await cache.set('one', 'long', 2, anHour);
		await keyvFor('results').set('ever', 3);
		now += 2000;
		assert.equal(await cache.get('one', 'short'), undefined);
		assert.equal(await sweepKeyv(connection), 1);
		assert.deepEqual((await rows()).sort(), ['cache:one/long', 'results:ever']);
		assert.equal(await sweepKeyv(connection), 0);
	});

	it('can be replaced and deleted', async () => {
		const keyv = keyvFor<number>('cache');
		await keyv.set('k', 1);
		await keyv.set('k', 2);
		assert.equal(await keyv.get('k'), 2);
		assert.equal(await keyv.delete('k'), true);
		assert.equal(await keyv.delete('k'), false);
		assert.equal(await keyv.get('k'), undefined);
	});

	it('clear one namespace and no other', async () => {
		await keyvFor('cache').set('k', 1);
		await keyvFor('results').set('k', 1);
		await keyvFor('cache').clear();
		assert.deepEqual(await rows(), ['results:k']);
	});

	it('say so when they cannot be read or written, and do not look empty', async () => {
		await connection.writer.schema.dropTable('keyv').execute();
		const results = new Results(keyvFor('results'), ledger, anHour);
		await assert.rejects(results.get('wf_1'));
		await assert.rejects(results.put('wf_1', emptyReport));
	});
});
