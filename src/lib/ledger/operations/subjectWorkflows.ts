import type { LedgerDatabase } from '#lib/ledger/schema';
import type { Subject } from '#lib/workflow/subject';

/**
 * The workflows that are about a subject, oldest first. A person's are those they asked for, and those that analyse a message they wrote.
 * `until`: only those that were asked for by then, in milliseconds since 1970.
 */
export async function listSubjectWorkflows(
	db: LedgerDatabase,
	subject: Subject,
	{ limit = Number.MAX_SAFE_INTEGER, until = Number.MAX_SAFE_INTEGER }: { readonly limit?: number; readonly until?: number } = {}
): Promise<readonly string[]> {
	if (subject.type === 'workflow') {
		const row = await db.selectFrom('workflows').select('id').where('id', '=', subject.id).executeTakeFirst();
		return row ? [row.id] : [];
	}
	const rows = await db
		.selectFrom('requests')
		.select('workflowId')
		.where((row) =>
			subject.type === 'server'
				? row('serverId', '=', subject.id)
				: row.or([row('userId', '=', subject.id), row('sourceAuthorId', '=', subject.id)])
		)
		.where('createdAt', '<=', until)
		.orderBy('createdAt')
		.orderBy('workflowId')
		.limit(limit)
		.execute();
	return rows.map(({ workflowId }) => workflowId);
}
