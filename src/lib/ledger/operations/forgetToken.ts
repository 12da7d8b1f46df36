import type { LedgerTransaction } from '#lib/ledger/schema';

/** The interaction's token is dead: nobody is to try it again. Another interaction may have taken its place, whose token stays. */
export async function forgetToken(tx: LedgerTransaction, workflowId: string, token: string): Promise<void> {
	await tx.updateTable('requests').set({ token: null }).where('workflowId', '=', workflowId).where('token', '=', token).execute();
}
