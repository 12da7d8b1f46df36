import { toRequest } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { RequestRecord } from '#lib/workflow/request';
import type { SurfaceState } from '#lib/workflow/surface';

/** The right to touch a message that is kept up to date: nobody else does meanwhile, in whatever process. */
export interface SurfaceHold {
	readonly workflowId: string;
	readonly sender: string;
	readonly revision: number;
	readonly request: RequestRecord;
	readonly state: SurfaceState;
	/** An earlier holder died: what it sent may still arrive. */
	readonly inherited: boolean;
}

/** `undefined`: there is none, or somebody alive has a request for it under way. */
export async function takeSurface(
	tx: LedgerTransaction,
	workflowId: string,
	sender: string,
	dead: ReadonlySet<string>
): Promise<SurfaceHold | undefined> {
	const row = await tx.selectFrom('requests').selectAll().where('workflowId', '=', workflowId).executeTakeFirst();
	if (!row) return undefined;
	const { surfaceSender: holder } = row;
	if (holder !== null && !dead.has(holder)) return undefined;
	const revision = row.surfaceRevision + 1;
	await tx.updateTable('requests').set({ surfaceSender: sender, surfaceRevision: revision }).where('workflowId', '=', workflowId).execute();
	const state: SurfaceState = row.surfaceJson === null ? {} : JSON.parse(row.surfaceJson);
	return { workflowId, sender, revision, request: toRequest(row), state, inherited: holder !== null };
}
