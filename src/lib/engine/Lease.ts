import { LeaseLost } from '#lib/ledger/errors';
import type { Ledger } from '#lib/ledger/Ledger';
import type { Claim } from '#lib/ledger/operations/claim';
import type { EngineLogger } from './EngineServices.js';
import { Interruption, type InterruptionCause } from './Interruption.js';

export interface LeaseTimes {
	/** How long a claim is good without being renewed, in milliseconds. */
	readonly leaseMs: number;
	/** How often the ledger is asked, in milliseconds: also how soon a cancellation is noticed. */
	readonly renewEveryMs: number;
}

/** The part of a lease that is used: its owner stops before the ledger stops it. */
const usedPart = 0.8;

/**
 * Keeps a claim alive while a workflow runs. On the monotonic clock it gives the workflow up before the lease ends, and it interrupts the
 * workflow when somebody cancels it or has taken it over.
 */
export class Lease {
	readonly #ledger: Ledger;
	readonly #claim: Claim;
	readonly #times: LeaseTimes;
	readonly #logger: EngineLogger;
	readonly #interrupt: (cause: InterruptionCause) => void;
	#goodUntil = 0;
	#timer: NodeJS.Timeout | undefined;
	#lastMoment: NodeJS.Timeout | undefined;
	#ended = false;

	public constructor(ledger: Ledger, claim: Claim, times: LeaseTimes, logger: EngineLogger, controller: AbortController) {
		this.#ledger = ledger;
		this.#claim = claim;
		this.#times = times;
		this.#logger = logger;
		this.#interrupt = (cause) => controller.abort(new Interruption(cause));
		this.#extend(performance.now());
		this.#schedule();
	}

	public end(): void {
		this.#ended = true;
		clearTimeout(this.#timer);
		clearTimeout(this.#lastMoment);
	}

	/** A renewal may hang as long as the ledger is locked: the last moment comes whether it answers or not. */
	#extend(from: number): void {
		this.#goodUntil = from + this.#times.leaseMs * usedPart;
		clearTimeout(this.#lastMoment);
		this.#lastMoment = setTimeout(() => this.#lose(), Math.max(0, this.#goodUntil - performance.now()));
	}

	#schedule(): void {
		if (this.#ended) return;
		this.#timer = setTimeout(() => void this.#renew().finally(() => this.#schedule()), this.#times.renewEveryMs);
	}

	async #renew(): Promise<void> {
		const asked = performance.now();
		if (asked > this.#goodUntil) return this.#lose();
		try {
			const { cancelRequested } = await this.#ledger.renew(this.#claim, this.#times.leaseMs);
			if (this.#ended) return;
			this.#extend(asked);
			if (cancelRequested) this.#interrupt('cancel');
		} catch (error) {
			if (this.#ended) return;
			if (error instanceof LeaseLost) return this.#lose();
			this.#logger.warn({ err: error }, 'the lease could not be renewed; trying again');
		}
	}

	#lose(): void {
		this.end();
		this.#interrupt('lease-lost');
	}
}
