import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Migration, sql } from 'kysely';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import { migrations } from '#lib/ledger/migrations/index';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { dumpLedger } from '../../../support/dumpLedger.js';
import { startScript } from '../../../support/startScript.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

const dieMigrating = fileURLToPath(new URL('../../../support/scripts/dieMigrating.ts', import.meta.url));
const request = { kind: 'test', depth: 'standard', source: { type: 'file', path: '/a/file' }, options: { reportLanguage: 'en' } } as const;

const extra: Migration = {
	async up(db) {
		await db.schema.createTable('extra').addColumn('id', 'text').execute();
	}
};
const newer = { ...migrations, '9998-extra': extra };

describe('connectSqlite', () => {
	let folder: string;
	let file: string;

	beforeEach(() => {
		folder = temporaryFolder();
		file = join(folder, 'data', 'ledger.db');
	});

	/** Those of SQLite's own that come and go are left out. */
	const files = () =>
		readdirSync(join(folder, 'data'))
			.filter((name) => !/-(wal|shm)$/.test(name))
			.sort();

	/** A ledger with one workflow in it, closed. */
	async function makeLedger(): Promise<void> {
		const ledger = new Ledger(await connectSqlite(join(folder, 'elsewhere.db')), new ArtifactStore(folder));
		await ledger.accept(request);
		// All of it in one file, which this process has never opened.
		mkdirSync(join(folder, 'data'));
		await ledger.backup(file);
		await ledger.close();
	}

	async function look<Value>(use: (connection: LedgerConnection) => Promise<Value>, at = file, known = migrations): Promise<Value> {
		const connection = await connectSqlite(at, known);
		return use(connection).finally(() => connection.close());
	}

	async function tables({ reader }: LedgerConnection): Promise<readonly string[]> {
		return (await reader.introspection.getTables()).map(({ name }) => name);
	}

	const workflows = async ({ reader }: LedgerConnection) => (await reader.selectFrom('workflows').select('id').execute()).length;

	it('makes folder and file, in WAL mode, each commit flushed', async () => {
		await look(async ({ writer, reader }) => {
			for (const db of [writer, reader]) {
				assert.deepEqual((await sql`pragma journal_mode`.execute(db)).rows, [{ journalMode: 'wal' }]);
				assert.deepEqual((await sql`pragma synchronous`.execute(db)).rows, [{ synchronous: 2 }]);
				assert.deepEqual((await sql`pragma foreign_keys`.execute(db)).rows, [{ foreignKeys: 1 }]);
			}
		});
		assert.deepEqual(files(), ['ledger.db']);
	});

	it('can be opened by many at the moment of its making', async () => {
		const connections = await Promise.all(Array.from({ length: 8 }, () => connectSqlite(file)));
		for (const connection of connections) {
			await new Ledger(connection, new ArtifactStore(folder)).accept(request);
		}
		const [first] = connections;
		assert.ok(first);
		assert.equal(await workflows(first), 8);
		await Promise.all(connections.map((connection) => connection.close()));
		assert.deepEqual(files(), ['ledger.db']);
	});

	it('takes an empty file for a new ledger', async () => {
		mkdirSync(join(folder, 'data'));
		writeFileSync(file, '');
		assert.equal(await look(workflows), 0);
	});

	describe('migrating', () => {
		it('backs up what there is before it changes anything, once', async () => {
			await makeLedger();
			await look(async (connection) => assert.ok((await tables(connection)).includes('extra')), file, newer);
			await look(workflows, file, newer);
			const backup = `ledger.db.before-migration-after-${Object.keys(migrations).at(-1)}`;
			assert.deepEqual(files(), ['ledger.db', backup]);
			await look(
				async (connection) => {
					assert.ok(!(await tables(connection)).includes('extra'));
					assert.equal(await workflows(connection), 1);
				},
				join(folder, 'data', backup)
			);
		});

		it('refuses a ledger that a newer autointel has changed, in one line, and leaves it as it is', async () => {
			await makeLedger();
			await look(workflows, file, newer);
			const before = await look(dumpLedger, file, newer);
			await assert.rejects(connectSqlite(file), (error) => {
				assert.ok(error instanceof ConfigurationError);
				assert.equal(error.code, 'ledger-too-new');
				assert.match(error.message, /^The ledger .*ledger\.db was written by a newer autointel \(it has "9998-extra"\)$/);
				return true;
			});
			assert.equal(await look(dumpLedger, file, newer), before);
		});

		it('leaves nothing half when it is killed in the middle', async () => {
			await makeLedger();
			const before = await look(dumpLedger);
			assert.equal((await startScript(dieMigrating, { file }).ended).signal, 'SIGKILL');
			await look(async (connection) => {
				assert.ok(!(await tables(connection)).includes('half'));
				assert.equal(await dumpLedger(connection), before);
			});
			await look(workflows, file, newer);
		});

		it('leaves nothing half when it fails', async () => {
			await makeLedger();
			const before = await look(dumpLedger);
			const failing: Migration = {
				async up(db) {
					await extra.up(db);
					throw new Error('there is no room for this');
				}
			};
			await assert.rejects(connectSqlite(file, { ...migrations, '9999-failing': failing }), /no room/);
			await look(async (connection) => {
				assert.ok(!(await tables(connection)).includes('extra'));
				assert.equal(await dumpLedger(connection), before);
			});
		});
	});

	describe('with a damaged file', () => {
		async function assertKeptAside(): Promise<void> {
			const damaged = readFileSync(file);
			await assert.rejects(connectSqlite(file), (error) => {
				assert.ok(error instanceof ConfigurationError);
				assert.equal(error.code, 'ledger-damaged');
				assert.ok(!error.message.includes('\n'));
				assert.ok(error.message.includes(file));
				return true;
			});
			assert.ok(!files().includes('ledger.db'));
			const [kept] = files().filter((name) => /^ledger\.db\.damaged(-\d+)?$/.test(name));
			assert.ok(kept);
			// SQLite may have noted in its header that somebody looked.
			assert.deepEqual(readFileSync(join(folder, 'data', kept)).subarray(100), damaged.subarray(100));
		}

		it('keeps aside what is no database, and begins anew at the next start', async () => {
			mkdirSync(join(folder, 'data'));
			writeFileSync(file, 'this is no database, and never was one\n'.repeat(500));
			await assertKeptAside();
			assert.equal(await look(workflows), 0);
		});

		it('keeps aside a ledger that was cut off', async () => {
			await makeLedger();
			truncateSync(file, 3 * 4096);
			await assertKeptAside();
		});

		it('keeps aside a ledger that was overwritten in its middle', async () => {
			await makeLedger();
			const bytes = readFileSync(file);
			bytes.fill(0xa5, 4096, bytes.length);
			writeFileSync(file, bytes);
			await assertKeptAside();
		});

		it('never overwrites what it kept aside before', async () => {
			mkdirSync(join(folder, 'data'));
			for (const content of ['one', 'two']) {
				writeFileSync(file, content.repeat(1000));
				await assert.rejects(connectSqlite(file));
			}
			assert.equal(readFileSync(`${file}.damaged`, 'utf8').slice(0, 3), 'one');
			assert.equal(readFileSync(`${file}.damaged-2`, 'utf8').slice(0, 3), 'two');
		});
	});

	it('says in one line what is wrong with the folder', async () => {
		writeFileSync(join(folder, 'data'), 'a file where the folder should be');
		await assert.rejects(connectSqlite(file), { code: 'data-folder-unusable' });
		mkdirSync(join(folder, 'other', 'ledger.db'), { recursive: true });
		await assert.rejects(connectSqlite(join(folder, 'other', 'ledger.db')), { code: 'data-folder-unusable' });
	});
});
