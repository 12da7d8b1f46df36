import type { Logger } from 'pino';
import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import type { RequestLedger } from '#lib/ledger/RequestLedger';
import type { GuardedFetch } from '#lib/sources/GuardedFetch';
import type { Attachment } from '#lib/workflow/attachment';

/** A file of this size at a slow line; a workflow cannot begin before. */
const timeoutMs = 10 * 60_000;

export interface AttachmentServices {
	readonly requests: RequestLedger;
	readonly artifacts: ArtifactStore;
	readonly web: GuardedFetch;
	readonly logger: Pick<Logger, 'warn'>;
	/** The largest source. */
	readonly maxBytes: number;
}

/** Stores the files of messages, whose addresses die within a day. */
export class Attachments {
	readonly #services: AttachmentServices;

	public constructor(services: AttachmentServices) {
		this.#services = services;
	}

	/**
	 * Stores the file that a workflow analyses, and lets the workflow begin. Where that does not work, the workflow begins as well: it goes to
	 * the address itself, and says what is wrong there.
	 */
	public async store(workflowId: string, { url, name }: Attachment): Promise<void> {
		const { requests, artifacts, web, maxBytes, logger } = this.#services;
		try {
			const file = await artifacts.receive(async (path) => {
				const download = await web.download(url, { maxBytes, timeoutMs }, path);
				if (download.status !== 200) throw new AutointelError('attachment-gone', `it was answered with ${download.status}`);
				return download;
			});
			const { hash, bytes } = file;
			await requests.storeSource(workflowId, { source: { type: 'file', path: artifacts.path(hash), name }, file: { hash, bytes } });
		} catch (error) {
			logger.warn({ workflowId, reason: describeError(error).code }, 'the attachment could not be stored before its workflow begins');
			await requests.storeSource(workflowId, undefined);
		}
	}
}
