import type { LedgerDatabase } from '#lib/ledger/schema';
import { endOfMonth, monthOf } from '#lib/workflow/month';
import type { MonthSpend, Spend } from '#lib/workflow/spend';

/** What the stages of a workflow have spent, by stage and model. */
export async function listSpend(db: LedgerDatabase, workflowId: string): Promise<readonly Spend[]> {
	const rows = await db
		.selectFrom('spend')
		.select((row) => [
			'stage',
			'model',
			row.fn.countAll<number>().as('calls'),
			row.fn.sum<number | null>('inputTokens').as('inputTokens'),
			row.fn.sum<number | null>('outputTokens').as('outputTokens'),
			row.fn.sum<number>('nanoUsd').as('nanoUsd'),
			row.fn.count<number>('settledAt').as('settledCalls'),
			row.fn.min<number>('priced').as('priced')
		])
		.where('workflowId', '=', workflowId)
		.groupBy(['stage', 'model'])
		.orderBy('stage')
		.orderBy('model')
		.execute();
	return rows.map(({ stage, model, calls, inputTokens, outputTokens, nanoUsd, settledCalls, priced }) => ({
		stage,
		model,
		calls: Number(calls),
		inputTokens: Number(inputTokens ?? 0),
		outputTokens: Number(outputTokens ?? 0),
		unknownCalls: Number(calls) - Number(settledCalls),
		...(priced === 1 ? { costNanoUsd: Number(nanoUsd) } : {})
	}));
}

/** What counts against the budgets of the month of a time. */
export async function sumMonth(db: LedgerDatabase, now: number): Promise<MonthSpend> {
	const rows = await db
		.selectFrom('spend')
		.select((row) => ['serverId', row.fn.sum<number | bigint>('nanoUsd').as('nanoUsd')])
		.where('month', '=', monthOf(now))
		.groupBy('serverId')
		.execute();
	const parties = rows.map(({ serverId, nanoUsd }) => [serverId, Number(nanoUsd)] as const);
	return {
		endsAt: endOfMonth(now),
		nanoUsd: parties.reduce((sum, [, amount]) => sum + amount, 0),
		servers: new Map(parties.flatMap(([serverId, amount]) => (serverId === null ? [] : [[serverId, amount] as const])))
	};
}

/**
 * What the models of workflows have cost, by workflow, in billionths of a US dollar: 0 where none was asked. Those are left out in which the
 * price of a model is not known.
 */
export async function costsOf(db: LedgerDatabase, workflowIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('spend')
		.select((row) => ['workflowId', row.fn.sum<number>('nanoUsd').as('nanoUsd'), row.fn.min<number>('priced').as('priced')])
		.where('workflowId', 'in', [...workflowIds, ''])
		.groupBy('workflowId')
		.execute();
	const costs = new Map(workflowIds.map((id) => [id, 0]));
	for (const { workflowId, nanoUsd, priced } of rows) {
		if (priced === 1) costs.set(workflowId, Number(nanoUsd));
		else costs.delete(workflowId);
	}
	return costs;
}
