import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Subject } from '#lib/workflow/subject';
import { deleteForgetting, findForgetting } from './forgettings.js';

/**
 * Deletes what was left about the subject itself, and the record of its being forgotten, unless something is still in it. That somebody
 * does not want to be analysed is kept: it is what they asked for.
 */
export async function endForgetting(tx: LedgerTransaction, subject: Subject): Promise<void> {
	const known = await findForgetting(tx, subject);
	if (known && known.workflows.length + known.files.length + known.messages.length > 0) return;
	await deleteForgetting(tx, subject);
	if (subject.type === 'server') await tx.deleteFrom('servers').where('serverId', '=', subject.id).execute();
	if (subject.type === 'person') {
		await tx.deleteFrom('people').where('userId', '=', subject.id).where('optedOutAt', 'is', null).execute();
		await tx.updateTable('people').set({ noticedAt: null }).where('userId', '=', subject.id).execute();
	}
}
