import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import { type NewRequest, putRequest } from '#lib/ledger/operations/putRequest';

const inPublic = { private: false, context: 'server', userId: 'ada', serverId: 'harbour', channelId: 'general' } as const;

/** Makes a workflow one that somebody has asked for on Discord: unless said otherwise ada, in #general. */
export function askedFor(
	{ connection }: { readonly connection: LedgerConnection },
	workflowId: string,
	request: Partial<NewRequest> = {}
): Promise<void> {
	return connection.writer.transaction().execute((tx) => putRequest(tx, { workflowId, ...inPublic, ...request }, connection.now()));
}
