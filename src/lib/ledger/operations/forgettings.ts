/** The records of what is being forgotten: rows of `state`, one for each subject. */
import type { LedgerDatabase, LedgerTransaction } from '#lib/ledger/schema';
import type { Forgetting } from '#lib/workflow/forgetting';
import type { Subject } from '#lib/workflow/subject';

const prefix = 'forget/';
const keyOf = ({ type, id }: Subject) => `${prefix}${type}/${id}`;

export async function findForgetting(db: LedgerDatabase, subject: Subject): Promise<Forgetting | undefined> {
	const row = await db.selectFrom('state').select('value').where('key', '=', keyOf(subject)).executeTakeFirst();
	return row && JSON.parse(row.value);
}

export async function listForgettings(db: LedgerDatabase): Promise<readonly Forgetting[]> {
	const rows = await db.selectFrom('state').select('value').where('key', 'like', `${prefix}%`).orderBy('key').execute();
	return rows.map(({ value }) => JSON.parse(value));
}

export async function putForgetting(tx: LedgerTransaction, forgetting: Forgetting): Promise<void> {
	const value = JSON.stringify(forgetting);
	await tx
		.insertInto('state')
		.values({ key: keyOf(forgetting.subject), value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}

export async function deleteForgetting(tx: LedgerTransaction, subject: Subject): Promise<void> {
	await tx.deleteFrom('state').where('key', '=', keyOf(subject)).execute();
}
