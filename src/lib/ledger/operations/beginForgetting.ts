import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Subject } from '#lib/workflow/subject';
import { findForgetting, putForgetting } from './forgettings.js';
import { forgetNotice, serverBudgetNotice } from './notices.js';
import { listRemovedServers } from './servers.js';

/**
 * Somebody wants a subject to be forgotten, with everything that is about it by now: writes that down, and deletes what is known of the
 * subject itself, so that whatever comes after stays. That somebody does not want to be analysed is kept: it is what they asked for.
 */
export async function beginForgetting(tx: LedgerTransaction, subject: Subject, now: number): Promise<void> {
	const { workflows = [], files = [], messages = [] } = (await findForgetting(tx, subject)) ?? {};
	await putForgetting(tx, { subject, askedAt: now, workflows, files, messages });
	if (subject.type === 'server') {
		await tx.deleteFrom('servers').where('serverId', '=', subject.id).execute();
		await forgetNotice(tx, serverBudgetNotice(subject.id));
	}
	if (subject.type === 'person') {
		await tx.deleteFrom('people').where('userId', '=', subject.id).where('optedOutAt', 'is', null).execute();
		await tx.updateTable('people').set({ noticedAt: null }).where('userId', '=', subject.id).execute();
	}
}

/** The same for the servers that removed the bot before a time, and have not taken it back. Answers how many. */
export async function beginForgettingRemoved(tx: LedgerTransaction, before: number, now: number): Promise<number> {
	const removed = await listRemovedServers(tx, before);
	for (const id of removed) await beginForgetting(tx, { type: 'server', id }, now);
	return removed.length;
}
