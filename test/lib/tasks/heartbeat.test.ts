import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Ledger } from '#lib/ledger/Ledger';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { beat, readHeartbeat } from '#lib/tasks/heartbeat';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const nothingStill = () => [];

describe('a sign of life', () => {
	let place: { readonly DATA_DIR: string };
	let ledger: Ledger;

	beforeEach(async () => {
		place = { DATA_DIR: temporaryFolder() };
		const connection = await connectSqlite(join(place.DATA_DIR, 'ledger.db'));
		ledger = new Ledger(connection, new ArtifactStore(join(place.DATA_DIR, 'artifacts')));
	});

	it('says that a bot works whose ledger and tasks do', async () => {
		await beat(place, { ledger, standingStill: nothingStill });
		await beat(place, { ledger, standingStill: nothingStill });
		assert.equal((await readHeartbeat(place)).healthy, true);
		await ledger.close();
	});

	it('says so no longer after a minute', async () => {
		await beat(place, { ledger, standingStill: nothingStill });
		const { healthy, says } = await readHeartbeat(place, Date.now() + 120_000);
		assert.equal(healthy, false);
		assert.match(says, /^last sign of life 12\d s ago$/);
		await ledger.close();
	});

	it('names a ledger that cannot be used', async () => {
		await ledger.close();
		await beat(place, { ledger, standingStill: nothingStill });
		const { healthy, says } = await readHeartbeat(place);
		assert.equal(healthy, false);
		assert.match(says, /^the ledger cannot be used: /);
	});

	it('names tasks that stand still', async () => {
		await beat(place, { ledger, standingStill: () => ['deliver', 'progress'] });
		assert.deepEqual(await readHeartbeat(place), { healthy: false, says: 'nothing has come of deliver, progress for minutes' });
		await ledger.close();
	});

	it('is no sign at all where there is none, or half of one', async () => {
		assert.match((await readHeartbeat({ DATA_DIR: temporaryFolder() })).says, /^no sign of life: /);
		await ledger.close();
	});
});
