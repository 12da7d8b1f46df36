/**
 * A workflow has one owner at a time. Two processes on one data folder: the second neither steals what the first one runs nor waits for
 * the lease of a dead one; and a process that was frozen past its lease can write nothing more.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import type { LedgerTables } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import { isBusy } from '#lib/ledger/sqlite/sqliteErrors';
import { type App, createApp } from '#root/app';
import { dumpLedger } from '../support/dumpLedger.js';
import { freeze } from '../support/freeze.js';
import type { OwnTask } from '../support/scripts/ownWorkflow.js';
import { settingsFor } from '../support/settings.js';
import { type Script, startScript } from '../support/startScript.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { waitUntil } from '../support/waitUntil.js';

const ownWorkflow = fileURLToPath(new URL('../support/scripts/ownWorkflow.ts', import.meta.url));
const holding = fileURLToPath(new URL('../fixtures/plugins/holding', import.meta.url));
const anHour = 3_600_000;

describe('one owner at a time', () => {
	let folder: string;
	let journal: string;
	let other: Script;
	let app: App;

	async function begin(mode: OwnTask['mode'], leaseMs: number): Promise<{ readonly owns: string; readonly instance: string }> {
		folder = temporaryFolder();
		journal = join(folder, 'journal.txt');
		const task: OwnTask = { mode, folder, journal, leaseMs };
		other = startScript(ownWorkflow, task);
		const owned = await other.until('it owns a workflow', isOwned);
		app = await createApp(settingsFor(folder), { builtinPlugins: false, plugins: [holding], engine: { recoverEveryMs: 5 } });
		return owned;
	}

	afterEach(async () => {
		other.child.kill('SIGKILL');
		await app.close();
		await other.ended;
	});

	it('leaves alone what another process runs', async () => {
		const { owns, instance } = await begin('run', anHour);
		let looks = 0;
		const { ledger } = app;
		const { claimable } = ledger;
		ledger.claimable = (...given) => {
			looks++;
			return claimable.apply(ledger, given);
		};
		app.engine.start();
		await waitUntil('it has looked for work many times', () => looks > 20);
		assert.equal(await app.engine.take(owns), undefined);
		assert.equal((await ledger.find(owns))?.owner, instance);
		go();
		assert.deepEqual(await other.until('it has ended', isEnd), { ended: 'succeeded' });
		assert.deepEqual(ranBy(), [other.child.pid]);
	});

	it('takes over from a dead one without waiting for its lease', async () => {
		const { owns } = await begin('run', anHour);
		await waitUntil('its stage runs', () => existsSync(journal));
		other.child.kill('SIGKILL');
		await other.ended;
		go();
		app.engine.start();
		await waitUntil('it has ended', async () => (await app.ledger.find(owns))?.status === 'succeeded');
		assert.deepEqual(ranBy(), [other.child.pid, process.pid]);
		assert.equal(await deliveries(), 1);
	});

	it('leaves alone what a frozen process runs, as long as its lease runs', async () => {
		const { owns } = await begin('run', anHour);
		await freezeUnlocked();
		assert.equal(await app.engine.take(owns), undefined);
		other.child.kill('SIGCONT');
		go();
		assert.deepEqual(await other.until('it has ended', isEnd), { ended: 'succeeded' });
	});

	it('lets a process that was frozen past its lease write nothing of any kind', async () => {
		const { owns } = await begin('claim', 600);
		await freezeUnlocked();
		const claim = await waitUntil('its lease has ended', () =>
			app.ledger.claim(owns, { owner: app.instances.id, leaseMs: anHour, deadOwners: new Set() })
		);
		const before = await dump();
		other.child.kill('SIGCONT');
		other.child.stdin?.write('try\n');
		const { refusals } = await other.until('it has tried everything', isRefusals);
		assert.ok(Object.keys(refusals).length >= 12);
		assert.deepEqual([...new Set(Object.values(refusals))], ['lease-lost'], JSON.stringify(refusals));
		assert.equal(await dump(), before);
		await app.ledger.release(claim);
	});

	it('ends a workflow once although its frozen owner comes back', async () => {
		const { owns } = await begin('run', 2000);
		await waitUntil('its stage runs', () => existsSync(journal));
		await freezeUnlocked();
		const taken = await waitUntil('its lease has ended', () => app.engine.take(owns));
		await waitUntil('the stage runs here too', () => ranBy().length === 2);
		other.child.kill('SIGCONT');
		// It was told so while the workflow was going on elsewhere, so it has not run to its end over there.
		assert.deepEqual(await other.until('it has given up', isEnd), { ended: 'running' });
		go();
		assert.equal(await taken.ended, 'succeeded');
		assert.deepEqual(ranBy(), [other.child.pid, process.pid]);
		assert.equal(await deliveries(), 1);
		const report = await app.results.get(owns);
		assert.deepEqual(report?.sections[0]?.blocks, [{ type: 'paragraph', text: String(process.pid) }]);
	});

	/** Stops the other process where it does not hold the ledger's write lock: nobody could write until it went on. */
	async function freezeUnlocked(): Promise<void> {
		const database = new Database(join(folder, 'autointel.db'));
		database.pragma('busy_timeout = 100');
		try {
			await waitUntil('it stands still without the lock', async () => {
				await freeze(other.child);
				try {
					database.exec('begin immediate');
					database.exec('rollback');
					return true;
				} catch (error) {
					if (!isBusy(error)) throw error;
					other.child.kill('SIGCONT');
					return false;
				}
			});
		} finally {
			database.close();
		}
	}

	function go(): void {
		writeFileSync(`${journal}.go`, '');
	}

	/** The processes in which the stage ran. */
	function ranBy(): readonly number[] {
		return readFileSync(journal, 'utf8').split('\n').filter(Boolean).map(Number);
	}

	async function withDatabase<Value>(use: (db: ReturnType<typeof openSqlite<LedgerTables>>) => Promise<Value>): Promise<Value> {
		const db = openSqlite<LedgerTables>(app.ledger.place);
		return use(db).finally(() => db.destroy());
	}

	function dump(): Promise<string> {
		return withDatabase((reader) => dumpLedger({ reader }));
	}

	function deliveries(): Promise<number> {
		return withDatabase(async (db) => (await db.selectFrom('outbox').select('id').execute()).length);
	}
});

function isOwned(line: unknown): line is { readonly owns: string; readonly instance: string } {
	return typeof line === 'object' && line !== null && 'owns' in line;
}

function isEnd(line: unknown): line is { readonly ended: string } {
	return typeof line === 'object' && line !== null && 'ended' in line;
}

function isRefusals(line: unknown): line is { readonly refusals: Readonly<Record<string, string | undefined>> } {
	return typeof line === 'object' && line !== null && 'refusals' in line;
}
