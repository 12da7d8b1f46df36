import type { Logger } from 'pino';
import type { WithoutVector } from '#lib/ledger/operations/vectors';
import type { VectorLedger } from '#lib/ledger/VectorLedger';
import type { Budgets } from '#lib/workflow/spend';
import type { Embedder, EmbeddingFailure } from './Embedder.js';
import { longestText, VectorBatch } from './VectorBatch.js';

export interface VectorsOptions {
	readonly ledger: VectorLedger;
	/** Absent: no embedding model is configured, and there is nothing to do. */
	readonly embedder?: Embedder | undefined;
	readonly budgets: Budgets;
	readonly logger: Pick<Logger, 'info' | 'warn'>;
	readonly pauses?: Pauses;
}

export interface Pauses {
	/** After the first failure, in milliseconds; it doubles with each. */
	readonly firstMs: number;
	readonly longestMs: number;
	/** Until a budget that had no room is looked at again. */
	readonly budgetMs: number;
}

const usualPauses: Pauses = { firstMs: 30_000, longestMs: 3_600_000, budgetMs: 600_000 };

/** Texts and characters of one call. */
const batch = { texts: 32, characters: 60_000 };
/** So long another process waits for one that does not come back and is not known to be dead. Milliseconds. */
const turnMs = 120_000;

/**
 * Has vectors made for what workflows have learned, and kept beside it. One process at a time does, in batches that are each stored with
 * what they have cost: a process that is killed leaves at most one batch that is paid for again.
 */
export class Vectors {
	readonly #options: VectorsOptions;
	readonly #pauses: Pauses;
	readonly #leaving = new AbortController();
	/** Servers whose budget had no room, and until when they are left alone. */
	readonly #servers = new Map<string, number>();
	#running: Promise<void> | undefined;
	#restUntil = Number.NEGATIVE_INFINITY;
	#failures = 0;
	#why: string | undefined;

	public constructor(options: VectorsOptions) {
		this.#options = options;
		this.#pauses = options.pauses ?? usualPauses;
	}

	/** Goes on until none is missing, a budget or the model does not allow more, or the time is up. Cheap when there is nothing. */
	public make(forMs = 30_000): Promise<void> {
		this.#running ??= this.#make(performance.now() + forMs).finally(() => {
			this.#running = undefined;
		});
		return this.#running;
	}

	/** Breaks off the call that runs, and makes no more. */
	public async stop(): Promise<void> {
		this.#leaving.abort(new Error('the vectors are being left'));
		await this.#running?.catch(() => {});
	}

	async #make(giveUpAt: number): Promise<void> {
		const { ledger, embedder } = this.#options;
		const { signal } = this.#leaving;
		let again = true;
		if (!embedder || performance.now() < this.#restUntil || (await this.#missing(embedder, again)) === undefined) return;
		try {
			while (!signal.aborted && performance.now() < giveUpAt && (await ledger.takeTurn(turnMs))) {
				// Looked for anew: another process may have made them before this one had its turn.
				const missing = await this.#missing(embedder, again);
				if (missing === undefined) return;
				const run = new VectorBatch({ ...this.#options, embedder }, missing, signal);
				const failure = await run.make(this.#failures > 0);
				// What gives none now is asked about again another time.
				if (run.refused > 0) again = false;
				if (!this.#goesOn(missing, failure)) return;
			}
		} catch (error) {
			if (!signal.aborted) throw error;
		} finally {
			await ledger.endTurn();
		}
	}

	async #missing(embedder: Embedder, again: boolean): Promise<WithoutVector | undefined> {
		const now = performance.now();
		for (const [server, until] of this.#servers) if (until < now) this.#servers.delete(server);
		const { identity: model, dimensions } = embedder;
		const missing = await this.#options.ledger.missing({
			model,
			dimensions,
			exceptServers: [...this.#servers.keys()],
			again,
			limit: batch.texts
		});
		return missing && { ...missing, documents: withinRoom(missing.documents) };
	}

	/** Whether there may be more to do after a batch. */
	#goesOn({ serverId }: WithoutVector, failure: EmbeddingFailure | undefined): boolean {
		if (failure === undefined) {
			this.#failures = 0;
			this.#why = undefined;
			return true;
		}
		const { firstMs, longestMs, budgetMs } = this.#pauses;
		// Its documents were given up: the next ones may be another's.
		if (failure.budget === 'workflow') return true;
		if (failure.budget === 'serverMonth' && serverId !== undefined) {
			this.#servers.set(serverId, performance.now() + budgetMs);
			return true;
		}
		const pauseMs = failure.budget === undefined ? (failure.afterMs ?? Math.min(longestMs, firstMs * 2 ** this.#failures++)) : budgetMs;
		this.#restUntil = performance.now() + pauseMs;
		if (failure.reason !== this.#why) this.#options.logger.warn({ pauseMs }, `no vectors are made for a while: ${failure.reason}`);
		this.#why = failure.reason;
		return false;
	}
}

function withinRoom(documents: WithoutVector['documents']): WithoutVector['documents'] {
	let characters = 0;
	return documents.filter(({ text }, index) => {
		characters += Math.min(text.length, longestText);
		return index === 0 || characters <= batch.characters;
	});
}
