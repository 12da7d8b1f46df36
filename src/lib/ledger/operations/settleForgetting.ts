import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Subject } from '#lib/workflow/subject';
import { findForgetting, putForgetting } from './forgettings.js';

/** What has been dealt with: ids of workflows, hashes of files, ids of messages. */
export interface Settled {
	readonly workflows?: readonly string[];
	readonly files?: readonly string[];
	readonly messages?: readonly string[];
}

/** Strikes off what is done. */
export async function settleForgetting(tx: LedgerTransaction, subject: Subject, done: Settled): Promise<void> {
	const known = await findForgetting(tx, subject);
	if (!known) return;
	await putForgetting(tx, {
		...known,
		workflows: known.workflows.filter((id) => !done.workflows?.includes(id)),
		files: known.files.filter(({ hash }) => !done.files?.includes(hash)),
		messages: known.messages.filter(({ id }) => !done.messages?.includes(id))
	});
}
