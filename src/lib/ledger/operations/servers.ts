import type { LedgerDatabase, LedgerTransaction } from '#lib/ledger/schema';
import type { Json } from '#lib/workflow/json';

/** What a server has set, as it was stored. `undefined`: nothing. */
export async function findServerSettings(db: LedgerDatabase, serverId: string): Promise<Json | undefined> {
	const row = await db.selectFrom('servers').select('settingsJson').where('serverId', '=', serverId).executeTakeFirst();
	return row && JSON.parse(row.settingsJson);
}

export async function saveServerSettings(tx: LedgerTransaction, serverId: string, settings: Json): Promise<void> {
	const settingsJson = JSON.stringify(settings);
	await tx
		.insertInto('servers')
		.values({ serverId, settingsJson })
		.onConflict((conflict) => conflict.column('serverId').doUpdateSet({ settingsJson }))
		.execute();
}

/** Notes that the bot is in these servers. */
export async function noteJoined(tx: LedgerTransaction, serverIds: readonly string[]): Promise<void> {
	for (const serverId of serverIds) {
		await tx
			.insertInto('servers')
			.values({ serverId, settingsJson: '{}' })
			.onConflict((conflict) => conflict.column('serverId').doUpdateSet({ removedAt: null }))
			.execute();
	}
}

/** Notes that a server has removed the bot: 30 days later everything about it is deleted. */
export async function noteRemoved(tx: LedgerTransaction, serverId: string, now: number): Promise<void> {
	await tx
		.insertInto('servers')
		.values({ serverId, settingsJson: '{}', removedAt: now })
		.onConflict((conflict) =>
			conflict.column('serverId').doUpdateSet((row) => ({ removedAt: row.fn.coalesce('servers.removedAt', row.val(now)) }))
		)
		.execute();
}

/** The bot is in these servers and no others: some may have removed it while nobody looked. */
export async function reconcileServers(tx: LedgerTransaction, present: readonly string[], now: number): Promise<void> {
	await noteJoined(tx, present);
	const known = await tx
		.selectFrom('servers')
		.select('serverId')
		.where('removedAt', 'is', null)
		.union(
			tx
				.selectFrom('requests')
				.select((row) => row.ref('serverId').$notNull().as('serverId'))
				.where('serverId', 'is not', null)
		)
		.execute();
	const there = new Set(present);
	for (const { serverId } of known) if (!there.has(serverId)) await noteRemoved(tx, serverId, now);
}

/** Servers that removed the bot before a time. */
export async function listRemovedServers(db: LedgerDatabase, before: number): Promise<readonly string[]> {
	const rows = await db.selectFrom('servers').select('serverId').where('removedAt', '<', before).execute();
	return rows.map(({ serverId }) => serverId);
}
