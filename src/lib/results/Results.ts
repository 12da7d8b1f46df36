import type Keyv from 'keyv';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Ledger } from '#lib/ledger/Ledger';
import type { Report } from '#lib/workflow/report';

/**
 * The reports of finished workflows, for as long as they are kept. The ledger has each from the moment its workflow is over; here it can
 * be fetched without the ledger, and is put back when it went missing before its time.
 */
export class Results {
	readonly #keyv: Keyv<Report>;
	readonly #ledger: Ledger;
	readonly #ttlMs: number;

	public constructor(keyv: Keyv<Report>, ledger: Ledger, ttlMs: number) {
		this.#keyv = keyv;
		this.#ledger = ledger;
		this.#ttlMs = ttlMs;
	}

	/** @throws {AutointelError} `result-not-stored` */
	public async put(workflowId: string, report: Report): Promise<void> {
		const stored = await this.#keyv.set(workflowId, report, this.#ttlMs);
		if (!stored) throw new AutointelError('result-not-stored', `The result of ${workflowId} could not be stored`);
		await this.#deleteForgotten(workflowId);
	}

	public async delete(workflowId: string): Promise<void> {
		await this.#keyv.delete(workflowId);
	}

	/** `undefined`: there is none (any more). */
	public async get(workflowId: string): Promise<Report | undefined> {
		const known = await this.#keyv.get(workflowId);
		if (known) return known;
		const [report, workflow] = await Promise.all([this.#ledger.report(workflowId), this.#ledger.find(workflowId)]);
		const keptUntil = (workflow?.finishedAt ?? Date.now()) + this.#ttlMs;
		if (!report || Date.now() >= keptUntil) return undefined;
		// Whoever asks gets the report, also where its copy finds no room: the store's listener has logged that.
		await this.#keyv.set(workflowId, report, keptUntil - Date.now()).catch(() => false);
		await this.#deleteForgotten(workflowId);
		return report;
	}

	/** What was forgotten in the same moment must not live on here. */
	async #deleteForgotten(workflowId: string): Promise<void> {
		if (!(await this.#ledger.find(workflowId))) await this.delete(workflowId);
	}
}
