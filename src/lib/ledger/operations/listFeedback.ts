import type { LedgerDatabase } from '#lib/ledger/schema';
import type { WorkflowFeedback } from '#lib/workflow/feedback';

/** Workflows of a kind that were voted on, those with the latest votes first. */
export async function listFeedback(db: LedgerDatabase, kind: string, limit: number): Promise<readonly WorkflowFeedback[]> {
	const voted = await db
		.selectFrom('votes')
		.innerJoin('workflows', 'workflows.id', 'votes.workflowId')
		.select((row) => [
			'votes.workflowId as id',
			row.fn.sum<number>(row.case().when('vote', '=', 'up').then(1).else(0).end()).as('up'),
			row.fn.countAll<number>().as('votes')
		])
		.where('kind', '=', kind)
		.groupBy('votes.workflowId')
		.orderBy((row) => row.fn.max('votes.at'), 'desc')
		.orderBy('votes.workflowId')
		.limit(limit)
		.execute();
	const ids = [...voted.map(({ id }) => id), ''];
	const [stages, spend] = await Promise.all([
		db.selectFrom('stages').select(['workflowId', 'stage', 'status']).where('workflowId', 'in', ids).execute(),
		db
			.selectFrom('spend')
			.select((row) => ['workflowId', 'model', row.fn.sum<number>('nanoUsd').as('nanoUsd')])
			.where('workflowId', 'in', ids)
			.groupBy(['workflowId', 'model'])
			.orderBy('model')
			.execute()
	]);
	return voted.map(({ id, up, votes }) => {
		const paid = spend.filter(({ workflowId }) => workflowId === id);
		return {
			up: Number(up),
			down: Number(votes) - Number(up),
			stages: Object.fromEntries(stages.filter(({ workflowId }) => workflowId === id).map(({ stage, status }) => [stage, status])),
			models: paid.map(({ model }) => model),
			costNanoUsd: paid.reduce((sum, { nanoUsd }) => sum + Number(nanoUsd), 0)
		};
	});
}
