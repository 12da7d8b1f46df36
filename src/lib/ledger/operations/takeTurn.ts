import type { LedgerTransaction } from '#lib/ledger/schema';

/** Something that one process at a time does. */
export interface Turn {
	/** What it is about, as in `vectors`. */
	readonly name: string;
	/** The instance that wants it. */
	readonly owner: string;
	/** How long it may keep it without asking again, in milliseconds. */
	readonly forMs: number;
}

interface Holder {
	readonly owner: string;
	/** Milliseconds since 1970. */
	readonly until: number;
}

/** Takes a turn, or keeps it. False: another one has it who is not known to be dead, and whose time is not up. */
export async function takeTurn(
	tx: LedgerTransaction,
	{ name, owner, forMs }: Turn,
	dead: ReadonlySet<string>,
	now: number
): Promise<boolean> {
	const key = keyOf(name);
	const holder = await readHolder(tx, name);
	if (holder && holder.owner !== owner && holder.until > now && !dead.has(holder.owner)) return false;
	const value = JSON.stringify({ owner, until: now + forMs } satisfies Holder);
	await tx
		.insertInto('state')
		.values({ key, value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
	return true;
}

export async function endTurn(tx: LedgerTransaction, { name, owner }: Pick<Turn, 'name' | 'owner'>): Promise<void> {
	const holder = await readHolder(tx, name);
	if (holder?.owner === owner) await tx.deleteFrom('state').where('key', '=', keyOf(name)).execute();
}

export async function readHolder(db: Pick<LedgerTransaction, 'selectFrom'>, name: string): Promise<Holder | undefined> {
	const row = await db.selectFrom('state').select('value').where('key', '=', keyOf(name)).executeTakeFirst();
	return row && JSON.parse(row.value);
}

function keyOf(name: string): string {
	return `turn/${name}`;
}
