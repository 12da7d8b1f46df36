import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Ledger } from '#lib/ledger/Ledger';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { PatientSqliteDriver } from '#lib/ledger/sqlite/PatientSqliteDriver';
import { type Script, startScript } from '../../../support/startScript.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';
import { waitUntil } from '../../../support/waitUntil.js';

const holdLock = fileURLToPath(new URL('../../../support/scripts/holdLock.ts', import.meta.url));

describe('PatientSqliteDriver', () => {
	let ledger: Ledger;
	let holder: Script;

	beforeEach(async () => {
		const folder = temporaryFolder();
		const file = join(folder, 'ledger.db');
		ledger = new Ledger(await connectSqlite(file), new ArtifactStore(folder));
		holder = startScript(holdLock, { file });
		await holder.until('it holds the lock', isHolding);
	});

	afterEach(async () => {
		holder.child.stdin?.end();
		await holder.ended;
		await ledger.close();
	});

	it('keeps the timers going while another process holds the write lock', async () => {
		const writing = ledger.accept(request);
		let written = false;
		void writing.then(() => {
			written = true;
		});
		let ticks = 0;
		let longest = 0;
		let last = performance.now();
		const timer = setInterval(() => {
			ticks++;
			longest = Math.max(longest, performance.now() - last);
			last = performance.now();
		}, 5);
		await waitUntil('the timers have gone off many times', () => ticks >= 100);
		assert.equal(written, false);
		holder.child.stdin?.end();
		await writing;
		clearInterval(timer);
		// A bound for the sleepy machine of a test: SQLite's own waiting would have stopped all timers until the lock was free.
		assert.ok(longest < 2000, `${longest} ms without a timer`);
	});

	it('reads while another process writes', async () => {
		assert.deepEqual(await ledger.list(), []);
	});

	it('can commit after it had to wait, all of what waited', async () => {
		const writing = Promise.all([ledger.accept(request), ledger.accept(request), ledger.accept(request)]);
		holder.child.stdin?.end();
		await writing;
		assert.equal((await ledger.list()).length, 3);
	});
});

describe('PatientSqliteDriver on a connection that holds on to an old state', () => {
	it('says so soon, for whoever can open another, rather than waiting for a lock that nobody has', async () => {
		const file = join(temporaryFolder(), 'some.db');
		const [own, other] = [new Database(file), new Database(file)];
		own.pragma('journal_mode = WAL');
		own.exec('create table t(x)');
		// libsql reads a hundred rows ahead: with more of them the statement stays unfinished.
		own.exec('with recursive many(x) as (select 1 union all select x + 1 from many where x < 1000) insert into t select x from many');
		const unfinished = own.prepare('select x from t').iterate();
		unfinished.next();
		other.exec('insert into t values (3)');
		const driver = new PatientSqliteDriver(own);
		await driver.init();
		await assert.rejects(driver.beginTransaction(await driver.acquireConnection()), { code: 'SQLITE_BUSY_SNAPSHOT' });
		assert.equal(unfinished.next().done, false);
		for (const database of [own, other]) database.close();
	});
});

const request = { kind: 'test', depth: 'standard', source: { type: 'file', path: '/a/file' }, options: { reportLanguage: 'en' } } as const;

function isHolding(line: unknown): line is { readonly holding: true } {
	return typeof line === 'object' && line !== null && 'holding' in line;
}
