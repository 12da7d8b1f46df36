import type { LedgerTransaction } from '#lib/ledger/schema';
import { monthOf } from '#lib/workflow/month';
import { expireNotices } from './notices.js';

/** Forgets which servers spent what, and that the operator was told so, once the month is over in which that counted. */
export async function detachSpend(tx: LedgerTransaction, now: number): Promise<void> {
	await tx.updateTable('spend').set({ serverId: null }).where('serverId', 'is not', null).where('month', '<', monthOf(now)).execute();
	await expireNotices(tx, now);
}
