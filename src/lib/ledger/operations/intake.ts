import type { LedgerDatabase, LedgerTransaction } from '#lib/ledger/schema';

/** Nothing new is accepted. What was accepted goes on. */
export interface PausedIntake {
	/** Milliseconds since 1970. */
	readonly since: number;
	/** For members: why, or until when. */
	readonly note?: string;
}

const key = 'intake';

/** `undefined`: the intake is open. */
export async function readIntake(db: LedgerDatabase): Promise<PausedIntake | undefined> {
	const row = await db.selectFrom('state').select('value').where('key', '=', key).executeTakeFirst();
	return row && JSON.parse(row.value);
}

/** Pauses the intake, or opens it again (`undefined`). Answers with how it was. */
export async function setIntake(tx: LedgerTransaction, paused: PausedIntake | undefined): Promise<PausedIntake | undefined> {
	const before = await readIntake(tx);
	await tx.deleteFrom('state').where('key', '=', key).execute();
	if (paused)
		await tx
			.insertInto('state')
			.values({ key, value: JSON.stringify(paused) })
			.execute();
	return before;
}
