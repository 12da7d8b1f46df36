import type { LedgerDatabase } from '#lib/ledger/schema';
import type { SectionHead } from '#lib/workflow/checkpoint';
import type { WorkflowFeedback } from '#lib/workflow/feedback';

export interface FeedbackQuery {
	readonly kind: string;
	readonly limit: number;
	/** Only of what was asked for in this server; null: outside of any. Default: everywhere. */
	readonly serverId?: string | null | undefined;
}

/** Workflows of a kind that were voted on, those with the latest votes first. */
export async function listFeedback(db: LedgerDatabase, { kind, limit, serverId }: FeedbackQuery): Promise<readonly WorkflowFeedback[]> {
	const voted = await db
		.selectFrom('votes')
		.innerJoin('workflows', 'workflows.id', 'votes.workflowId')
		.select((row) => [
			'votes.workflowId as id',
			row.fn.sum<number>(row.case().when('vote', '=', 'up').then(1).else(0).end()).as('up'),
			row.fn.countAll<number>().as('votes')
		])
		.leftJoin('requests', 'requests.workflowId', 'votes.workflowId')
		.where('workflows.kind', '=', kind)
		.$if(serverId === null, (query) => query.where('requests.serverId', 'is', null))
		.$if(typeof serverId === 'string', (query) => query.where('requests.serverId', '=', serverId ?? null))
		.groupBy('votes.workflowId')
		.orderBy((row) => row.fn.max('votes.at'), 'desc')
		.orderBy('votes.workflowId')
		.limit(limit)
		.execute();
	const ids = [...voted.map(({ id }) => id), ''];
	const [stages, spend] = await Promise.all([
		db.selectFrom('stages').select(['workflowId', 'stage', 'status', 'headJson', 'finishedAt']).where('workflowId', 'in', ids).execute(),
		db
			.selectFrom('spend')
			.select((row) => ['workflowId', 'model', row.fn.sum<number>('nanoUsd').as('nanoUsd')])
			.where('workflowId', 'in', ids)
			.groupBy(['workflowId', 'model'])
			.orderBy('model')
			.execute()
	]);
	return voted.map(({ id, up, votes }) => {
		const own = stages.filter(({ workflowId }) => workflowId === id);
		const takeaways = takeawaysOf(own);
		const paid = spend.filter(({ workflowId }) => workflowId === id);
		return {
			up: Number(up),
			down: Number(votes) - Number(up),
			stages: Object.fromEntries(own.map(({ stage, status }) => [stage, status])),
			...(takeaways === undefined ? {} : { takeaways }),
			models: paid.map(({ model }) => model),
			costNanoUsd: paid.reduce((sum, { nanoUsd }) => sum + Number(nanoUsd), 0)
		};
	});
}

/** As many as the last stage that had any put at the head of the report. */
function takeawaysOf(stages: readonly { readonly headJson: string | null; readonly finishedAt: number | null }[]): number | undefined {
	return stages
		.toSorted((one, other) => (one.finishedAt ?? 0) - (other.finishedAt ?? 0))
		.flatMap(({ headJson }) => {
			const head: SectionHead = JSON.parse(headJson ?? '{}');
			return head.headline?.takeaways?.length ?? [];
		})
		.findLast((count) => count > 0);
}
