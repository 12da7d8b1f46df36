import { statfs } from 'node:fs/promises';
import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { OperatorNotices } from './OperatorNotices.js';

export interface RoomWatchOptions {
	/** DATA_DIR. */
	readonly folder: string;
	readonly artifacts: Pick<ArtifactStore, 'usedPart'>;
	readonly notices: Pick<OperatorNotices, 'tellOnce'>;
	/** Bytes that should be free on the disk. Default: 1 GB. */
	readonly minFreeBytes?: number;
	/** The part of DATA_DIR_MAX_GB that may be used. Default: 0.9. */
	readonly maxUsedPart?: number;
	/** How often is looked, in milliseconds. Default: a minute. */
	readonly everyMs?: number;
}

/** Tells the operator before there is no room left: on a full disk nothing can be accepted, and nothing that is done can be written down. */
export class RoomWatch {
	readonly #options: Required<RoomWatchOptions>;
	#lookedAt = Number.NEGATIVE_INFINITY;

	public constructor(options: RoomWatchOptions) {
		this.#options = { minFreeBytes: 1024 ** 3, maxUsedPart: 0.9, everyMs: 60_000, ...options };
	}

	/** Cheap: looks once a minute, however often it is called. */
	public async check(): Promise<void> {
		const { folder, artifacts, notices, minFreeBytes, maxUsedPart, everyMs } = this.#options;
		if (performance.now() < this.#lookedAt + everyMs) return;
		this.#lookedAt = performance.now();
		const { bavail, bsize } = await statfs(folder);
		const free = bavail * bsize;
		if (free < minFreeBytes) {
			await notices.tellOnce('disk', {
				title: 'The disk fills up',
				lines: [`${megabytes(free)} are left where DATA_DIR is`, 'Make room: on a full disk nothing is accepted and nothing is delivered']
			});
		}
		const used = await artifacts.usedPart();
		if (used > maxUsedPart) {
			await notices.tellOnce('artifacts', {
				title: 'The files of workflows fill up their room',
				lines: [`${Math.round(used * 100)} % of DATA_DIR_MAX_GB are used`, 'Raise it, or let results expire sooner (RESULT_TTL_DAYS)']
			});
		}
	}
}

function megabytes(bytes: number): string {
	return `${Math.floor(bytes / 1024 ** 2)} MB`;
}
