/**
 * Writes to a ledger as another process would that is busy: short transactions one after the other, now and then one of 300 ms. Says when it
 * has begun.
 */
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'libsql';

const database = new Database(process.argv[2] ?? '');
database.pragma('busy_timeout = 1000');
for (let count = 0; ; count++) {
	try {
		database.exec('begin immediate');
		database.exec(`insert into state (key, value) values ('bench', '${count}') on conflict (key) do update set value = excluded.value`);
		if (count % 50 === 49) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
		database.exec('commit');
		if (count === 0) console.log('writing');
	} catch {
		// The bot had it: the next time.
		if (database.inTransaction) database.exec('rollback');
	}
	await wait(5);
}
