import { join } from 'node:path';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { describeLedger } from './ledger.testsuite.js';

describeLedger('SQLite', () => {
	const file = join(temporaryFolder(), 'ledger.db');
	return { connect: () => connectSqlite(file), connectToBackup: connectSqlite };
});
