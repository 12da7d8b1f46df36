import { EventEmitter } from 'node:events';
import type { WorkflowRequest } from '#lib/ledger/operations/accept';
import type { Claim, Claimant } from '#lib/ledger/operations/claim';
import { checkDepth } from '#lib/stages/planStages';
import type { WorkflowStatus } from '#lib/workflow/status';
import type { Workflow } from '#lib/workflow/workflow';
import { chooseNext } from './chooseNext.js';
import type { EngineEvents } from './EngineEvents.js';
import type { EngineServices } from './EngineServices.js';
import type { InterruptionCause } from './Interruption.js';
import { StageGates } from './StageGates.js';
import { WorkflowRun } from './WorkflowRun.js';

/**
 * Runs workflows. It holds no truth: the ledger does. One process may ask for a single workflow to be run (the command line), or have the
 * engine look for work by itself (the bot, the worker).
 */
export class Engine {
	public readonly events = new EventEmitter<EngineEvents>();
	readonly #services: EngineServices;
	readonly #gates = new StageGates();
	readonly #runs = new Map<string, { readonly run: WorkflowRun; readonly ended: Promise<WorkflowStatus> }>();
	#recoverTimer: NodeJS.Timeout | undefined;
	#recovering: Promise<void> = Promise.resolve();
	#stopped: InterruptionCause | undefined;

	public constructor(services: EngineServices) {
		this.#services = services;
	}

	/** Stores a workflow for whichever process gets to it. @throws {AutointelError} `unknown-kind`, `unknown-depth` */
	public async accept(request: WorkflowRequest): Promise<Workflow> {
		this.#check(request);
		const workflow = await this.#services.ledger.accept(request);
		this.wake();
		return workflow;
	}

	/** There may be work: an engine that looks for some looks now. */
	public wake(): void {
		if (this.#recoverTimer) void this.#recover();
	}

	/** Stores a workflow and runs it here. @throws {AutointelError} `unknown-kind`, `unknown-depth` */
	public async acceptAndRun(request: WorkflowRequest): Promise<{ readonly workflow: Workflow; readonly ended: Promise<WorkflowStatus> }> {
		this.#check(request);
		const { workflow, claim } = await this.#services.ledger.acceptAndClaim(request, this.#claimant(new Set()));
		return { workflow, ended: claim ? this.#start(claim) : Promise.resolve(workflow.status) };
	}

	/** Runs a workflow here if nobody else does: one that waits, or one whose owner is dead. `undefined`: it is not to be had. */
	public async take(id: string): Promise<{ readonly ended: Promise<WorkflowStatus> } | undefined> {
		const claim = await this.#services.ledger.claim(id, this.#claimant(await this.#deadOwners()));
		return claim && { ended: this.#start(claim) };
	}

	/** Looks for work from now on, until `stop`. */
	public start(): void {
		const again = () => {
			if (this.#stopped === undefined)
				this.#recoverTimer = setTimeout(() => void this.#recover().finally(again), this.#services.settings.recoverEveryMs);
		};
		this.#recoverTimer ??= setTimeout(() => void this.#recover().finally(again), 0);
	}

	/** Lets go of all workflows: `shutdown` gives them back to the queue, `park` leaves them to their operator. */
	public async stop(cause: Extract<InterruptionCause, 'shutdown' | 'park'>): Promise<void> {
		this.#stopped = cause;
		clearTimeout(this.#recoverTimer);
		// What it has claimed by now is among the runs then.
		await this.#recovering;
		for (const { run } of this.#runs.values()) run.interrupt(cause);
		await Promise.allSettled([...this.#runs.values()].map(({ ended }) => ended));
	}

	#check({ kind, depth }: WorkflowRequest): void {
		checkDepth(this.#services.registry.kind(kind), depth);
	}

	/** Claims what is free, as far as there is room: one look after the other, or each would fill the same room. */
	#recover(): Promise<void> {
		this.#recovering = this.#recovering.then(() => this.#claimFree());
		return this.#recovering;
	}

	async #claimFree(): Promise<void> {
		const { ledger, settings, logger } = this.#services;
		try {
			const room = settings.concurrency - this.#runs.size;
			if (this.#stopped !== undefined || room <= 0) return;
			const dead = await this.#deadOwners();
			for (const id of await this.#next(dead, room)) {
				const claim = this.#stopped === undefined && !this.#runs.has(id) ? await ledger.claim(id, this.#claimant(dead)) : undefined;
				if (claim)
					void this.#start(claim).catch((error: unknown) => logger.error({ err: error, workflowId: id }, 'the workflow could not go on'));
			}
		} catch (error) {
			logger.error({ err: error }, 'the ledger could not be asked for work; trying again');
		}
	}

	/** Which of the workflows that wait have their turn. */
	async #next(dead: ReadonlySet<string>, room: number): Promise<readonly string[]> {
		const { ledger, registry, settings } = this.#services;
		// What runs here may look free to the ledger when the machine has slept.
		const candidates = (await ledger.claimable(dead, settings.concurrency)).filter(({ id }) => !this.#runs.has(id));
		if (candidates.length === 0) return [];
		const loads = await ledger.partyLoads([...new Set(candidates.map(({ party }) => party))]);
		const depthOf = ({ kind, depth }: { readonly kind: string; readonly depth: string }) =>
			Math.max(0, registry.kinds.get(kind)?.definition.depths.indexOf(depth) ?? 0);
		const longOnes = [...this.#runs.values()].filter(({ run }) => depthOf(run.workflow) > 0).length;
		return chooseNext({ candidates, loads, depthOf, longOnes, concurrency: settings.concurrency, room });
	}

	async #deadOwners(): Promise<ReadonlySet<string>> {
		return this.#services.instances.findDead(await this.#services.ledger.owners());
	}

	#claimant(deadOwners: ReadonlySet<string>): Claimant {
		return { owner: this.#services.instances.id, leaseMs: this.#services.settings.lease.leaseMs, deadOwners };
	}

	/** Runs a claimed workflow. Where its lease was lost (the machine slept) and nobody else has taken it, this process goes on with it. */
	async #start(claim: Claim): Promise<WorkflowStatus> {
		const { id } = claim.workflow;
		const run = new WorkflowRun(this.#services, claim, this.#gates, this.events);
		const ended = run.run();
		this.#runs.set(id, { run, ended });
		if (this.#stopped !== undefined) run.interrupt(this.#stopped);
		const status = await ended.finally(() => {
			this.#runs.delete(id);
			this.wake();
		});
		if (status !== 'running' || this.#stopped !== undefined) return status;
		// Its lease may have some time left: it is this process's own, and nothing here runs under it any more.
		const again = await this.#services.ledger.claim(id, this.#claimant(new Set([this.#services.instances.id])));
		return again ? this.#start(again) : status;
	}
}
