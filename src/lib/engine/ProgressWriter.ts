import type { Ledger } from '#lib/ledger/Ledger';
import type { Claim } from '#lib/ledger/operations/claim';
import type { StageProgress } from '#lib/ledger/operations/saveProgress';
import type { EngineLogger } from './EngineServices.js';

const writeEveryMs = 1000;

/** Writes how far the stages of a workflow are into the ledger, once a second at most, for those who look from other processes. */
export class ProgressWriter {
	readonly #ledger: Ledger;
	readonly #claim: Claim;
	readonly #logger: EngineLogger;
	readonly #news = new Map<string, StageProgress>();
	#timer: NodeJS.Timeout | undefined;
	#ended = false;

	public constructor(ledger: Ledger, claim: Claim, logger: EngineLogger) {
		this.#ledger = ledger;
		this.#claim = claim;
		this.#logger = logger;
	}

	public note(stage: string, progress: StageProgress): void {
		this.#news.set(stage, progress);
		if (!this.#ended) this.#timer ??= setTimeout(() => void this.#write(), writeEveryMs);
	}

	public forget(stage: string): void {
		this.#news.delete(stage);
	}

	public end(): void {
		this.#ended = true;
		clearTimeout(this.#timer);
	}

	async #write(): Promise<void> {
		const news = new Map(this.#news);
		this.#news.clear();
		this.#timer = undefined;
		if (news.size === 0) return;
		try {
			await this.#ledger.saveProgress(this.#claim, news);
		} catch (error) {
			// Only a display: whoever lost the lease hears of it elsewhere.
			this.#logger.debug({ err: error }, 'progress could not be written');
		}
	}
}
