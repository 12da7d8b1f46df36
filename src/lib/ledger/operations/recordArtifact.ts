import type { LedgerTransaction } from '#lib/ledger/schema';

/** Notes that a file of the artifact store belongs to a workflow, and when it was put there last. */
export async function recordArtifact(
	tx: LedgerTransaction,
	workflowId: string,
	artifact: { readonly hash: string; readonly bytes: number } | undefined,
	now: number
): Promise<void> {
	if (!artifact) return;
	await tx
		.insertInto('artifacts')
		.values({ workflowId, hash: artifact.hash, bytes: artifact.bytes, createdAt: now })
		.onConflict((conflict) => conflict.columns(['workflowId', 'hash']).doUpdateSet({ createdAt: now }))
		.execute();
}
