import type { UnusedFile } from '#lib/workflow/forgetting';
import type { Forgetter } from './Forgetter.js';
import type { PrivacyServices } from './PrivacyServices.js';

/** What a purge deleted. */
export interface Purged {
	readonly tokens: number;
	/** Workflows whose results have been kept for as long as results are. */
	readonly workflows: number;
	readonly files: number;
	/** Servers that removed the bot long ago. */
	readonly servers: number;
}

export interface PurgeOptions {
	readonly knowsServers: boolean;
}

const anHour = 3_600_000;
const aDay = 24 * anHour;

/** Deletes what is kept no longer, and goes on with what was being forgotten when a process died. Idempotent, and cheap when there is nothing. */
export class Purge {
	readonly #services: PrivacyServices;
	readonly #forgetter: Forgetter;
	/** When files were last held against the ledger, which takes looking at all of them. */
	#comparedAt = Number.NEGATIVE_INFINITY;

	public constructor(services: PrivacyServices, forgetter: Forgetter) {
		this.#services = services;
		this.#forgetter = forgetter;
	}

	/** `knowsServers`: those that are noted as gone are gone; before somebody has looked, one of them may have taken the bot back. */
	public async run({ knowsServers }: PurgeOptions): Promise<Purged> {
		const { privacyLedger, settings, sweep } = this.#services;
		const tokens = await privacyLedger.expireTokens();
		await privacyLedger.detachSpend();
		await sweep();
		const longAgo = privacyLedger.now() - settings.removedServerMs;
		const servers = knowsServers ? await privacyLedger.beginForgettingRemoved(longAgo) : 0;
		await this.#goOnForgetting();
		const { workflows, files } = await this.#deleteExpired();
		const released = await this.#releaseMedia();
		const stray = await this.#deleteStrayFiles();
		// Somebody may have been killed who had forgotten, and had not got to this.
		await privacyLedger.scrub();
		return { tokens, workflows, files: files + released + stray, servers };
	}

	/** One that cannot be forgotten yet holds up nothing else. */
	async #goOnForgetting(): Promise<void> {
		const { privacyLedger, logger } = this.#services;
		for (const { subject } of await privacyLedger.forgettings()) {
			try {
				await this.#forgetter.goOn(subject);
			} catch (error) {
				logger.error({ err: error, type: subject.type }, 'something could not be forgotten; the next purge tries again');
			}
		}
	}

	/** Results whose time is over: the operator's, or the shorter one of their server. */
	async #deleteExpired(): Promise<{ readonly workflows: number; readonly files: number }> {
		const { privacyLedger, results, settings } = this.#services;
		const { resultTtlMs, batch: limit } = settings;
		const deleted = { workflows: 0, files: 0 };
		const own = (await privacyLedger.retentions()).map(({ serverId, days }) => ({ serverId, ttlMs: days * aDay }));
		for (const { ttlMs, ...where } of [{ ttlMs: resultTtlMs }, ...own.filter((server) => server.ttlMs < resultTtlMs)]) {
			for (let full = true; full; ) {
				const { workflows, files } = await privacyLedger.deleteExpired({ ...where, before: privacyLedger.now() - ttlMs, limit });
				for (const id of workflows) await results.delete(id);
				deleted.workflows += workflows.length;
				deleted.files += await this.#remove(files);
				full = workflows.length === limit;
			}
		}
		return deleted;
	}

	/** Of a workflow that will not run again, only the files of its report are of use, and those that hold parts of its rows. */
	async #releaseMedia(): Promise<number> {
		const { ledger, privacyLedger, settings } = this.#services;
		let deleted = 0;
		for (;;) {
			const ended = settings.keepMedia ? [] : await privacyLedger.withMedia(settings.batch);
			for (const at of ended) {
				const report = await ledger.report(at.id);
				const keep = [...(report?.files ?? []).map(({ artifact }) => artifact), ...(await privacyLedger.documentFiles(at.id))];
				deleted += await this.#remove(await privacyLedger.releaseMedia(at, keep));
			}
			if (ended.length < settings.batch) return deleted;
		}
	}

	/** Files that no workflow has: left behind where a process was killed between a file and its row, or between a row's end and its file's. */
	async #deleteStrayFiles(): Promise<number> {
		const { privacyLedger, artifacts, settings } = this.#services;
		const now = privacyLedger.now();
		if (now - this.#comparedAt < aDay) return 0;
		this.#comparedAt = now;
		// Who puts a file there says at once whose it is: an hour is long.
		await artifacts.removeUnfinished(now - aDay);
		let deleted = 0;
		const compare = async (hashes: readonly string[]) => {
			const stray = await privacyLedger.unrecorded(hashes);
			deleted += await this.#remove(stray.map((hash) => ({ hash, recordedAt: now - anHour })));
		};
		let hashes: string[] = [];
		for await (const hash of artifacts.putBefore(now - anHour)) {
			hashes.push(hash);
			if (hashes.length < settings.batch) continue;
			await compare(hashes);
			hashes = [];
		}
		await compare(hashes);
		return deleted;
	}

	async #remove(files: readonly UnusedFile[]): Promise<number> {
		let deleted = 0;
		for (const { hash, recordedAt } of files) if (await this.#services.artifacts.remove(hash, recordedAt)) deleted++;
		return deleted;
	}
}
