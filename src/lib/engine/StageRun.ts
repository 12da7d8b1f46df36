import { setTimeout as wait } from 'node:timers/promises';
import type { Gate } from '#lib/children/Gate';
import { describeError } from '#lib/errors/describeError';
import { StageFailure } from '#lib/errors/StageFailure';
import { leaseLost } from '#lib/ledger/errors';
import type { Claim } from '#lib/ledger/operations/claim';
import type { StageReset } from '#lib/ledger/operations/resetStages';
import type { StageOutcome } from '#lib/stages/executeStage';
import type { Stage } from '#lib/stages/Stage';
import type { StageInput } from '#lib/stages/StageBridge';
import { backoffDelay } from '#lib/workflow/backoff';
import type { Json } from '#lib/workflow/json';
import type { PlannedStage } from '#lib/workflow/plan';
import type { SettledStageStatus } from '#lib/workflow/status';
import type { Reason } from '#lib/workflow/workflow';
import type { StageEvent } from './EngineEvents.js';
import type { EngineLogger, EngineServices } from './EngineServices.js';
import { Interruption } from './Interruption.js';
import { LedgerBridge } from './LedgerBridge.js';
import { runAttempt } from './runAttempt.js';

export interface SettledStage {
	readonly status: SettledStageStatus;
	/** Of a stage that succeeded. */
	readonly output?: Json;
}

/**
 * One stage of one claimed workflow, from its start to its settlement in the ledger: attempts, time limit, repeats. Ends with the
 * signal's reason when the workflow is interrupted, and then writes nothing more.
 */
export class StageRun {
	readonly #services: EngineServices;
	readonly #claim: Claim;
	readonly #planned: PlannedStage;
	readonly #stage: Stage;
	readonly #outdates: readonly StageReset[];
	readonly #starts: Gate;
	readonly #tell: (event: Omit<StageEvent, 'workflowId' | 'stage'>) => void;
	readonly #logger: EngineLogger;

	/** `outdates`: checkpoints that count no longer once this stage has succeeded. `starts`: where child processes wait for their turn to start. */
	public constructor(
		services: EngineServices,
		claim: Claim,
		planned: PlannedStage,
		stage: Stage,
		outdates: readonly StageReset[],
		starts: Gate,
		tell: (event: Omit<StageEvent, 'workflowId' | 'stage'>) => void
	) {
		this.#services = services;
		this.#claim = claim;
		this.#planned = planned;
		this.#stage = stage;
		this.#outdates = outdates;
		this.#starts = starts;
		this.#tell = tell;
		this.#logger = services.logger.child({ workflowId: claim.workflow.id, stage: planned.name });
	}

	public async run(input: StageInput, signal: AbortSignal): Promise<SettledStage> {
		await this.#services.ledger.startStage(this.#claim, this.#planned);
		for (let attempt = 1; ; attempt++) {
			this.#tell({ status: 'running', progress: 0 });
			const begun = performance.now();
			const ended = await this.#attempt(input, signal);
			const durationMs = Math.round(performance.now() - begun);
			if (ended.status !== 'failed') return this.#settle(ended, attempt, durationMs);
			const { reason, permanent } = ended;
			if (permanent || attempt > this.#stage.definition.retries) {
				this.#logger.warn({ attempt, code: reason.code }, `the stage failed${await this.#why(reason)}`);
				return this.#close('failed', reason, attempt, durationMs);
			}
			const delay = backoffDelay(attempt, this.#services.settings.backoff);
			const why = await this.#why(reason);
			this.#logger.info({ attempt, code: reason.code, delayMs: Math.round(delay) }, `the stage will be tried again${why}`);
			this.#tell({ status: 'running', progress: 0, note: `attempt ${attempt} failed (${reason.message}); trying again` });
			await wait(delay, undefined, { signal }).catch(() => signal.throwIfAborted());
		}
	}

	/** A reason can name what was asked for: where that is private, its code has to do for the log. */
	async #why({ message }: Reason): Promise<string> {
		const request = await this.#services.ledger.request(this.#claim.workflow.id);
		return request?.private ? '' : `: ${message}`;
	}

	/** Answers with what the attempt came to; throws only when the workflow itself is interrupted. */
	async #attempt(input: StageInput, workflowSignal: AbortSignal): Promise<StageOutcome | FailedAttempt> {
		const { timeout } = this.#stage.definition;
		const limit = new AbortController();
		const timer = setTimeout(() => limit.abort(new Interruption('timeout')), timeout);
		const over = new AbortController();
		const signal = AbortSignal.any([workflowSignal, limit.signal, over.signal]);
		const bridge = new LedgerBridge(this.#services, this.#claim, this.#planned, signal, (progress, note) =>
			this.#tell({ status: 'running', progress, ...(note === undefined ? {} : { note }) })
		);
		try {
			return await runAttempt(this.#services, this.#stage, input, bridge, signal, this.#starts);
		} catch (error) {
			workflowSignal.throwIfAborted();
			const reason = describeError(error);
			if (reason.code === leaseLost) throw error;
			const timedOut = limit.signal.aborted;
			return {
				status: 'failed',
				reason: timedOut ? { code: 'timed-out', message: `it did not finish within ${timeout / 1000} s` } : reason,
				permanent: error instanceof StageFailure && !timedOut
			};
		} finally {
			clearTimeout(timer);
			// What a stage left running gets nothing through any more.
			over.abort(new Interruption('timeout'));
		}
	}

	async #settle(outcome: StageOutcome, attempts: number, durationMs: number): Promise<SettledStage> {
		if (outcome.status === 'skipped') return this.#close('skipped', { code: 'skipped', message: outcome.reason }, attempts, durationMs);
		const { name: stage, version } = this.#planned;
		const { output, section, deliveries, documents } = outcome;
		const checkpoint = { output, section };
		const payloads = deliveries.map(({ target, title, text }) => ({ target, title, text }));
		await this.#services.ledger.commitStage(this.#claim, {
			stage,
			version,
			checkpoint,
			deliveries: payloads,
			documents,
			attempts,
			durationMs,
			outdates: this.#outdates
		});
		this.#tell({ status: 'succeeded', durationMs });
		return { status: 'succeeded', output };
	}

	async #close(status: 'skipped' | 'failed', reason: Reason, attempts: number, durationMs: number): Promise<SettledStage> {
		const { name: stage, version } = this.#planned;
		await this.#services.ledger.settleStage(this.#claim, { stage, version, status, reason, attempts, durationMs });
		this.#tell({ status, note: reason.message, durationMs });
		return { status };
	}
}

interface FailedAttempt {
	readonly status: 'failed';
	readonly reason: Reason;
	/** Trying again would not help. */
	readonly permanent: boolean;
}
