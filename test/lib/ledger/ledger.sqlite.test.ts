import { join } from 'node:path';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { describeDeliveryLedger } from './delivery.testsuite.js';
import { describeLedger, type LedgerStore } from './ledger.testsuite.js';

function openStore(): LedgerStore {
	const file = join(temporaryFolder(), 'ledger.db');
	return { connect: () => connectSqlite(file), connectToBackup: connectSqlite };
}

describeLedger('SQLite', openStore);
describeDeliveryLedger('SQLite', openStore);
