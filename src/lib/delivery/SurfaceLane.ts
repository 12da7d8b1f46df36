import type { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import type { Instances } from '#lib/ledger/Instances';
import type { SurfaceLeaving } from '#lib/ledger/operations/leaveSurface';
import type { SurfaceHold } from '#lib/ledger/operations/takeSurface';
import { KeyedLanes } from './KeyedLanes.js';

/**
 * One request at a time for each message that is kept up to date, whoever makes it: in this process by waiting, between processes by the
 * ledger. So whatever is shown last was decided last.
 */
export class SurfaceLane {
	readonly #outbox: DeliveryLedger;
	readonly #instances: Instances;
	readonly #lanes = new KeyedLanes();

	public constructor(outbox: DeliveryLedger, instances: Instances) {
		this.#outbox = outbox;
		this.#instances = instances;
	}

	/**
	 * Runs `work` while nobody else touches the message. Where it throws, what it sent may still arrive, and the ledger says so.
	 * `undefined`: another process has a request under way, or there is no such message.
	 */
	public run<Value>(
		workflowId: string,
		work: (hold: SurfaceHold) => Promise<{ readonly leaving: SurfaceLeaving; readonly value: Value }>
	): Promise<Value | undefined> {
		return this.#lanes.run(workflowId, async () => {
			const hold = await this.#take(workflowId);
			if (!hold) return undefined;
			let leaving: SurfaceLeaving = { state: { ...hold.state, doubtful: true }, open: true };
			try {
				const done = await work(hold);
				leaving = done.leaving;
				return done.value;
			} finally {
				await this.#outbox.leaveSurface(hold, leaving);
			}
		});
	}

	public drained(): Promise<void> {
		return this.#lanes.drained();
	}

	async #take(workflowId: string): Promise<SurfaceHold | undefined> {
		// In this process nobody holds it now: had it been left by a write that failed, it would stay taken for ever.
		const { id } = this.#instances;
		const free = await this.#outbox.takeSurface(workflowId, id, new Set([id]));
		if (free) return free;
		const holder = await this.#outbox.surfaceHolder(workflowId);
		const dead = await this.#instances.findDead(holder === undefined ? [] : [holder]);
		return dead.size === 0 ? undefined : this.#outbox.takeSurface(workflowId, id, dead);
	}
}
