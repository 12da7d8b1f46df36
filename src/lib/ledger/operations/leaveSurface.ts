import type { LedgerTransaction } from '#lib/ledger/schema';
import type { SurfaceState } from '#lib/workflow/surface';
import type { SurfaceHold } from './takeSurface.js';

export interface SurfaceLeaving {
	readonly state: SurfaceState;
	/** There will be more to show there. */
	readonly open: boolean;
}

/** Notes what is shown now, and lets others touch it again. Does nothing where somebody took this process for dead meanwhile. */
export async function leaveSurface(tx: LedgerTransaction, hold: SurfaceHold, { state, open }: SurfaceLeaving): Promise<void> {
	await tx
		.updateTable('requests')
		.set({ surfaceSender: null, surfaceJson: JSON.stringify(state), surfaceOpen: open ? 1 : 0 })
		.where('workflowId', '=', hold.workflowId)
		.where('surfaceSender', '=', hold.sender)
		.where('surfaceRevision', '=', hold.revision)
		.execute();
}
