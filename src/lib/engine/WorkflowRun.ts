import type { EventEmitter } from 'node:events';
import { describeError } from '#lib/errors/describeError';
import { CancelRequested, leaseLost } from '#lib/ledger/errors';
import type { Claim } from '#lib/ledger/operations/claim';
import type { StageReset } from '#lib/ledger/operations/resetStages';
import { composeReport } from '#lib/report/composeReport';
import { planStages } from '#lib/stages/planStages';
import { dependents } from '#lib/workflow/dependents';
import type { Json } from '#lib/workflow/json';
import { nextStages } from '#lib/workflow/nextStages';
import { type Outcome, outcome } from '#lib/workflow/outcome';
import type { Plan, PlannedStage } from '#lib/workflow/plan';
import type { FinalStatus, StageStatus, WorkflowStatus } from '#lib/workflow/status';
import type { Reason, Workflow } from '#lib/workflow/workflow';
import type { EngineEvents } from './EngineEvents.js';
import type { EngineLogger, EngineServices } from './EngineServices.js';
import { Interruption, type InterruptionCause, interruptionOf } from './Interruption.js';
import { Lease } from './Lease.js';
import { ProgressWriter } from './ProgressWriter.js';
import { reconcile } from './reconcile.js';
import type { StageGates } from './StageGates.js';
import { StageRun } from './StageRun.js';

/**
 * One claimed workflow, from its claim to its end (or to the point where this process has to let go of it). Everything it knows is in the
 * ledger: another process could go on after any line of it.
 */
export class WorkflowRun {
	public readonly id: string;
	readonly #services: EngineServices;
	readonly #claim: Claim;
	readonly #gates: StageGates;
	readonly #events: EventEmitter<EngineEvents>;
	readonly #controller = new AbortController();
	readonly #logger: EngineLogger;
	readonly #progress: ProgressWriter;
	readonly #statuses = new Map<string, StageStatus>();
	readonly #outputs = new Map<string, Json>();
	#plan: Plan = [];

	public constructor(services: EngineServices, claim: Claim, gates: StageGates, events: EventEmitter<EngineEvents>) {
		this.id = claim.workflow.id;
		this.#services = services;
		this.#claim = claim;
		this.#gates = gates;
		this.#events = events;
		this.#logger = services.logger.child({ workflowId: claim.workflow.id });
		this.#progress = new ProgressWriter(services.ledger, claim, this.#logger);
	}

	/** As it was when it was claimed. */
	public get workflow(): Workflow {
		return this.#claim.workflow;
	}

	/** Makes the run end before its stages do. */
	public interrupt(cause: InterruptionCause): void {
		this.#controller.abort(new Interruption(cause));
	}

	/** Answers with where the workflow stands when this process is done with it. */
	public async run(): Promise<WorkflowStatus> {
		const { ledger, settings } = this.#services;
		const lease = new Lease(ledger, this.#claim, settings.lease, this.#logger, this.#controller);
		try {
			const status = await this.#advance()
				.catch((error: unknown) => this.#letGo(error))
				.catch(notOursAnyMore);
			this.#events.emit('workflow', { workflowId: this.id, status });
			return status;
		} finally {
			this.#progress.end();
			lease.end();
		}
	}

	async #advance(): Promise<WorkflowStatus> {
		if (this.#claim.workflow.cancelRequestedAt !== undefined) return this.#finishCancelled();
		// Before anything of a plugin runs: that may be what killed the process.
		if (this.#claim.crashes > this.#services.settings.crashBudget) return this.#giveUp();
		if (!(await this.#prepare())) return 'parked';
		await this.#runStages();
		return this.#finish(outcome(this.#plan, await this.#services.ledger.stages(this.id)));
	}

	/** Brings plan and checkpoints together with the stages of this process. `false`: the workflow was parked. */
	async #prepare(): Promise<boolean> {
		const { ledger, registry } = this.#services;
		const frozen = (await ledger.plan(this.id)) ?? (await this.#freezePlan());
		if (!frozen) return false;
		const [records, stored] = await Promise.all([ledger.stages(this.id), ledger.checkpoints(this.id)]);
		const checkpoints = new Map(stored);
		const { plan, resets, migrated, missing } = reconcile(frozen, records, checkpoints, registry);
		this.#plan = plan;
		this.#events.emit('workflow', { workflowId: this.id, status: 'running', stages: plan.map(({ name }) => name) });
		if (resets.length > 0) await ledger.resetStages(this.#claim, resets);
		for (const { stage, output, section } of migrated) {
			const { name, version } = stage;
			const durationMs = records.find((record) => record.stage === name)?.durationMs ?? 0;
			await ledger.commitStage(this.#claim, {
				stage: name,
				version,
				checkpoint: { output, section },
				deliveries: [],
				attempts: 0,
				durationMs
			});
			checkpoints.set(name, { output, section });
		}
		const reset = new Set(resets.map(({ stage }) => stage));
		for (const { stage, status, durationMs } of records) {
			if (reset.has(stage) || status === 'running' || status === 'pending') continue;
			this.#statuses.set(stage, status);
			this.#events.emit('stage', { workflowId: this.id, stage, status, durationMs, kept: true });
		}
		for (const [stage, { output }] of checkpoints) if (!reset.has(stage)) this.#outputs.set(stage, output);
		return this.#settleMissing(missing);
	}

	/** `undefined`: the workflow was parked, because its kind is gone or no longer has its depth. */
	async #freezePlan(): Promise<Plan | undefined> {
		const { registry, ledger } = this.#services;
		const { kind: name, depth } = this.#claim.workflow;
		const kind = registry.kinds.get(name);
		if (!kind?.definition.depths.includes(depth)) {
			await this.#parkUntilBack(kind ? `the kind ${name} no longer has the depth ${depth}` : `the kind ${name} is gone`);
			return undefined;
		}
		const plan = planStages(registry, kind, depth);
		await ledger.freezePlan(this.#claim, plan);
		return plan;
	}

	/** A stage whose plugin is gone is skipped; where the workflow requires it, the workflow waits for the plugin to come back. */
	async #settleMissing(missing: readonly PlannedStage[]): Promise<boolean> {
		// What is there has all it needs, or this process would not have started: only what is gone itself can be indispensable.
		const indispensable = missing.find(({ required }) => required);
		if (indispensable) {
			await this.#parkUntilBack(`the stage ${indispensable.name} is gone: it came from ${indispensable.plugin}`);
			return false;
		}
		for (const stage of missing) await this.#skip(stage, `its plugin ${stage.plugin} is gone`, 'plugin-missing');
		return true;
	}

	#parkUntilBack(message: string): Promise<void> {
		const hint = 'Bring the plugin back, then resume the workflow.';
		return this.#services.ledger.park(this.#claim, { code: 'plugin-missing', message, hint });
	}

	async #runStages(): Promise<void> {
		const running = new Map<string, Promise<void>>();
		try {
			await this.#runInOrder(running);
		} catch (error) {
			// The others see the same signal, or are told by it now: nothing of theirs is lost by waiting for them.
			this.interrupt('shutdown');
			await Promise.allSettled(running.values());
			throw error;
		}
	}

	async #runInOrder(running: Map<string, Promise<void>>): Promise<void> {
		const { disabledStages, stageConcurrency } = this.#services.settings;
		for (;;) {
			this.#controller.signal.throwIfAborted();
			const { start, skip } = nextStages(this.#plan, this.#statuses);
			for (const { stage, because } of skip) await this.#skip(stage, because, 'need-missing');
			const disabled = start.filter(({ name }) => disabledStages.includes(name));
			for (const stage of disabled) await this.#skip(stage, 'the operator switched it off (DISABLED_STAGES)', 'disabled');
			if (skip.length + disabled.length > 0) continue;
			for (const stage of start.slice(0, Math.max(0, stageConcurrency - running.size))) {
				this.#statuses.set(stage.name, 'running');
				running.set(stage.name, this.#runStage(stage));
			}
			if (running.size === 0) return;
			running.delete(await Promise.race([...running].map(([name, run]) => run.then(() => name))));
		}
	}

	async #runStage(planned: PlannedStage): Promise<void> {
		const { registry, settings } = this.#services;
		const { signal } = this.#controller;
		const stage = registry.stages.get(planned.name);
		if (!stage) throw new Error(`${planned.name} was planned and is not there`);
		const leave = await this.#gates.enter(stage, signal);
		try {
			const tell = (event: Omit<EngineEvents['stage'][0], 'workflowId' | 'stage'>) => {
				if (event.progress !== undefined) this.#progress.note(planned.name, { progress: event.progress, note: event.note });
				this.#events.emit('stage', { workflowId: this.id, stage: planned.name, ...event });
			};
			const { workflow } = this.#claim;
			const input = {
				stage: planned.name,
				key: `${workflow.id}/${planned.name}`,
				workflow: {
					id: workflow.id,
					kind: workflow.kind,
					depth: workflow.depth,
					source: workflow.source,
					...workflow.options,
					stages: this.#plan.map(({ name }) => name)
				},
				outputs: this.#outputsFor(planned),
				limits: settings.limits,
				programs: settings.programs
			};
			const outdates = this.#outdatedBy(planned);
			const { status, output } = await new StageRun(this.#services, this.#claim, planned, stage, outdates, this.#gates.starts, tell).run(
				input,
				signal
			);
			this.#progress.forget(planned.name);
			this.#statuses.set(planned.name, status);
			if (output === undefined) return;
			this.#outputs.set(planned.name, output);
			for (const { stage: outdated } of outdates) this.#statuses.delete(outdated);
		} finally {
			leave();
		}
	}

	/** What was kept from an earlier generation, in which this stage failed or was skipped, and uses what it gives. */
	#outdatedBy({ name }: PlannedStage): readonly StageReset[] {
		const users = dependents(this.#plan, new Set([name]));
		return this.#plan
			.filter((user) => users.has(user.name) && this.#statuses.get(user.name) === 'succeeded')
			.map((user) => ({
				stage: user.name,
				version: user.version,
				remark: `ran again, because ${name}, which it uses, has succeeded since`
			}));
	}

	#outputsFor({ needs, wants }: PlannedStage): Readonly<Record<string, Json>> {
		return Object.fromEntries(
			[...needs, ...wants].flatMap((name) => {
				const output = this.#outputs.get(name);
				return output === undefined ? [] : [[name, output]];
			})
		);
	}

	async #skip({ name: stage, version }: PlannedStage, message: string, code: string): Promise<void> {
		await this.#services.ledger.settleStage(this.#claim, {
			stage,
			version,
			status: 'skipped',
			reason: { code, message },
			attempts: 0,
			durationMs: 0
		});
		this.#statuses.set(stage, 'skipped');
		this.#events.emit('stage', { workflowId: this.id, stage, status: 'skipped', note: message, durationMs: 0 });
	}

	async #finish(ended: Outcome): Promise<WorkflowStatus> {
		try {
			await this.#store(ended.status, ended.reason);
			return ended.status;
		} catch (error) {
			if (error instanceof CancelRequested) return this.#finishCancelled();
			throw error;
		}
	}

	async #finishCancelled(): Promise<WorkflowStatus> {
		await this.#store('cancelled', { code: 'cancelled', message: 'somebody cancelled it' });
		return 'cancelled';
	}

	async #giveUp(): Promise<WorkflowStatus> {
		const records = await this.#services.ledger.stages(this.id);
		const during = records.filter(({ status }) => status === 'running').map(({ stage }) => stage);
		return this.#finish({
			status: 'failed',
			reason: {
				code: 'crash-loop',
				message: `the process died ${this.#claim.crashes} times in a row${during.length > 0 ? ` while it ran ${during.join(', ')}` : ''}`,
				hint: 'Look for the cause in the log, then try again: what succeeded is kept.'
			}
		});
	}

	async #store(status: FinalStatus, reason: Reason | undefined): Promise<void> {
		const { ledger, results } = this.#services;
		const [records, checkpoints, plan] = await Promise.all([ledger.stages(this.id), ledger.checkpoints(this.id), ledger.plan(this.id)]);
		const report = composeReport({
			workflow: this.#claim.workflow,
			status,
			...(reason === undefined ? {} : { reason: reason.message }),
			plan: plan ?? [],
			stages: records.map(({ stage, status: stageStatus, reason: stageReason, remarks }) => {
				const section = checkpoints.get(stage)?.section;
				return {
					stage,
					status: stageStatus,
					notes: remarks,
					...(stageReason === undefined ? {} : { reason: stageReason.message }),
					...(section === undefined ? {} : { section })
				};
			})
		});
		await ledger.finish(this.#claim, status, reason, report);
		// The ledger has it already: should this fail, or this process die here, the result is found there.
		await results
			.put(this.id, report)
			.catch((error: unknown) => this.#logger.warn({ err: error }, 'the result could not be put into the store of results'));
	}

	/** What becomes of a workflow whose run was broken off. */
	async #letGo(error: unknown): Promise<WorkflowStatus> {
		const { ledger } = this.#services;
		if (describeError(error).code === leaseLost) throw error;
		switch (interruptionOf(this.#controller.signal)) {
			case 'cancel':
				return this.#finishCancelled();
			case 'lease-lost':
				return 'running';
			case 'park':
				await ledger.park(this.#claim, {
					code: 'interrupted',
					message: 'its operator interrupted it',
					hint: 'Resume it whenever you like.'
				});
				return 'parked';
			case 'shutdown':
				if (error instanceof Interruption) {
					await ledger.release(this.#claim);
					return 'queued';
				}
				throw error;
			default:
				throw error;
		}
	}
}

/** Where a write was refused because the workflow is somebody else's by now, all that is left to say is that it runs. */
function notOursAnyMore(error: unknown): WorkflowStatus {
	if (describeError(error).code === leaseLost) return 'running';
	throw error;
}
