import { toRequest } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Forgetting, SentMessage } from '#lib/workflow/forgetting';
import type { Subject } from '#lib/workflow/subject';
import { findForgetting, putForgetting } from './forgettings.js';
import { listSubjectWorkflows } from './subjectWorkflows.js';
import { takeDeliveries } from './takeDeliveries.js';

export interface Withdrawn {
	readonly forgetting: Forgetting;
	/** Instances that have a message of these workflows under way: ask again until there are none, and it is in the record. */
	readonly senders: readonly string[];
}

/**
 * Takes up the next `limit` workflows of a subject that is being forgotten: nobody waits for them any more, nothing of theirs is sent from
 * now on, those that run are told to end, and where their messages are is written down. `undefined`: it is forgotten already.
 */
export async function withdrawForgotten(
	tx: LedgerTransaction,
	subject: Subject,
	limit: number,
	now: number
): Promise<Withdrawn | undefined> {
	const known = await findForgetting(tx, subject);
	if (!known) return undefined;
	const found = await listSubjectWorkflows(tx, subject, { limit, until: known.askedAt });
	const workflows = [...new Set([...known.workflows, ...found])];
	const answers = [...known.messages, ...(await takeFirstAnswers(tx, workflows, now))];
	const messages = [...answers, ...(await takeDeliveries(tx, workflows, answers, 'sending'))];
	const forgetting = { ...known, workflows, messages };
	await putForgetting(tx, forgetting);
	await tx
		.updateTable('workflows')
		.set((row) => ({ cancelRequestedAt: row.fn.coalesce('cancelRequestedAt', row.val(now)) }))
		.where('id', 'in', [...workflows, ''])
		.where('status', '=', 'running')
		.execute();
	const sending = await tx
		.selectFrom('outbox')
		.select('sender')
		.distinct()
		.where('workflowId', 'in', [...workflows, ''])
		.execute();
	return { forgetting, senders: sending.flatMap(({ sender }) => sender ?? []) };
}

/** Without a request nothing that becomes of a workflow is delivered. */
async function takeFirstAnswers(tx: LedgerTransaction, workflows: readonly string[], now: number): Promise<readonly SentMessage[]> {
	const requests = await tx
		.deleteFrom('requests')
		.where('workflowId', 'in', [...workflows, ''])
		.returningAll()
		.execute();
	return requests
		.map(toRequest)
		.flatMap(({ workflowId: id, messageChannelId, messageId, createdAt: since, earlierAnswers = [], ...request }) => {
			const { private: isPrivate, serverId, applicationId, token, tokenExpiresAt: expiresAt = 0, acknowledgedAt } = request;
			const asked = { private: isPrivate, ...(serverId === undefined ? {} : { serverId }) };
			const earlier = earlierAnswers.map(({ sentAt, ...where }) => ({ id: `${id}/${where.messageId}`, ...asked, since: sentAt, ...where }));
			const interaction =
				applicationId !== undefined && token !== undefined && expiresAt > now ? { applicationId, token, expiresAt } : undefined;
			// One that has arrived is somewhere, also where its id was lost.
			if (messageId === undefined && !interaction && acknowledgedAt === undefined) return earlier;
			const answer = {
				id,
				...asked,
				since,
				...(messageChannelId === undefined ? {} : { channelId: messageChannelId }),
				...(messageId === undefined ? {} : { messageId }),
				...(interaction && { interaction })
			};
			return [answer, ...earlier];
		});
}
