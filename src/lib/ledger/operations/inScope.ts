import { type RawBuilder, sql } from 'kysely';
import type { LedgerDatabase } from '#lib/ledger/schema';
import type { Scope } from '#lib/workflow/readers';

/**
 * Whether every one of some readers may see a workflow, for queries that left-join its request. What was asked for privately is its
 * requester's alone; what was asked for in a channel is for those who can see that channel, and stays in its server; what operators ran on
 * their command line, which has no request, is theirs.
 */
export function inScope(scope: Scope): RawBuilder<boolean> {
	switch (scope.type) {
		case 'operator':
			return sql`(requests.user_id is null or (${isPublic} and coalesce(requests.channel_id, requests.result_channel_id) is not null))`;
		case 'channels': {
			// Everybody who will read it has to be among those who can see it already.
			const inAll = scope.channels.map((channel) => sql`${channel} in (requests.channel_id, requests.result_channel_id)`);
			if (inAll.length === 0) return sql`false`;
			return sql`(${isPublic} and requests.server_id = ${scope.serverId} and ${sql.join(inAll, sql` and `)})`;
		}
		case 'person': {
			const { userId, serverId = null, sees } = scope;
			const seen = listOf(sees);
			return sql`(requests.user_id is not null
				and (requests.server_id is null or ${serverId} is null or requests.server_id = ${serverId})
				and (requests.user_id = ${userId} or (${isPublic} and requests.server_id = ${serverId}
					and (requests.channel_id in ${seen} or requests.result_channel_id in ${seen}))))`;
		}
	}
}

/** Those of some workflows that are in a scope. */
export async function findVisible(db: LedgerDatabase, ids: ReadonlySet<string>, scope: Scope): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('workflows')
		.leftJoin('requests', 'requests.workflowId', 'workflows.id')
		.select('workflows.id')
		.where('workflows.id', 'in', [...ids, ''])
		.where(inScope(scope))
		.execute();
	return new Set(rows.map(({ id }) => id));
}

/** The channels of a server in which others than this person have publicly asked for something that was learned from. */
export async function listPublicChannels(db: LedgerDatabase, serverId: string, userId: string): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('requests')
		.select(['channelId', 'resultChannelId'])
		.distinct()
		.where('serverId', '=', serverId)
		.where(isPublic)
		.where(({ or, eb }) => or([eb('userId', 'is', null), eb('userId', '!=', userId)]))
		.where(({ exists, selectFrom }) =>
			exists(selectFrom('documents').select('id').whereRef('documents.workflowId', '=', 'requests.workflowId'))
		)
		.execute();
	return [...new Set(rows.flatMap(({ channelId, resultChannelId }) => [channelId, resultChannelId]))].filter((id) => id !== null);
}

const isPublic = sql<boolean>`(requests.private = 0 and requests.context = 'server')`;

function listOf(values: readonly string[]): RawBuilder<unknown> {
	// No id is empty.
	return sql`(${sql.join(['', ...values])})`;
}
