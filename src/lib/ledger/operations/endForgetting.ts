import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Forgetting } from '#lib/workflow/forgetting';
import { deleteForgetting, findForgetting } from './forgettings.js';

/** Deletes the record of a subject's being forgotten, unless something is still in it, or somebody has asked for it anew. */
export async function endForgetting(tx: LedgerTransaction, { subject, askedAt }: Pick<Forgetting, 'subject' | 'askedAt'>): Promise<void> {
	const known = await findForgetting(tx, subject);
	if (known?.askedAt !== askedAt || known.workflows.length + known.files.length + known.messages.length > 0) return;
	await deleteForgetting(tx, subject);
}
