import { existsSync } from 'node:fs';
import Database from 'libsql';
import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import { migrations } from '#lib/ledger/migrations/index';
import { ledgerFile } from '#root/app';
import { broken, type Finding } from './Finding.js';

const name = 'ledger';

/** Reads the ledger without opening it for writing: nothing is made, brought up to date or put aside. */
export async function examineLedger(settings: Settings): Promise<Finding> {
	const file = ledgerFile(settings);
	if (!existsSync(file)) return { name, state: 'ok', says: `${file}: none yet, the first workflow makes it` };
	try {
		return examineFile(file);
	} catch (error) {
		return broken(name, {
			message: `${file} cannot be read: ${describeError(error).message}.`,
			hint: 'Put a backup in its place. The next start keeps a damaged file under another name and begins an empty one.'
		});
	}
}

function examineFile(file: string): Finding {
	const database = new Database(file, { readonly: true });
	try {
		const applied = column(database, 'select name from migrations order by name');
		const [unknown] = applied.filter((migration) => !(migration in migrations));
		if (unknown !== undefined) {
			return broken(name, { message: `${file} was written by a newer autointel (it has "${unknown}").`, hint: 'Update autointel.' });
		}
		const [problem] = column(database, 'pragma quick_check(1)');
		if (problem !== 'ok') return broken(name, { message: `${file} is damaged: ${problem}.`, hint: 'Put a backup in its place.' });
		const [workflows] = column(database, 'select count(*) from workflows');
		const says = `${file}: ${workflows} ${workflows === '1' ? 'workflow' : 'workflows'}`;
		const left = Object.keys(migrations).length - applied.length;
		return { name, state: 'ok', says: left === 0 ? says : `${says}; the next start brings it up to date, after a backup` };
	} finally {
		database.close();
	}
}

/** The first column of an answer. */
function column(database: Database.Database, query: string): readonly string[] {
	return database
		.prepare(query)
		.raw()
		.all()
		.map((row) => (Array.isArray(row) ? String(row[0]) : String(row)));
}
