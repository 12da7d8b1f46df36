import type { Subject } from './subject.js';

/**
 * What is left to do until a subject is forgotten. It stands in the ledger from the first deletion to the last one, so that a process
 * which is killed in between leaves nothing behind: whoever asks again, or the next purge, goes on with it.
 */
export interface Forgetting {
	readonly subject: Subject;
	/** What came after that stays. Milliseconds since 1970. */
	readonly askedAt: number;
	/** Workflows that may still have rows, results or something in the stores of stages. */
	readonly workflows: readonly string[];
	/** Files that no workflow had any more when their rows were deleted. */
	readonly files: readonly UnusedFile[];
	readonly messages: readonly SentMessage[];
}

export interface UnusedFile {
	/** sha-256, hexadecimal. */
	readonly hash: string;
	/** When it was last recorded, in milliseconds since 1970: who put it into the store again later still needs it. */
	readonly recordedAt: number;
}

/** Where a message of ours is, or may be. Ids are Discord's. */
export interface SentMessage {
	/** The delivery that it is; of a first answer: the workflow, and of an earlier one also its message. */
	readonly id: string;
	/** Its requester alone may see it. */
	readonly private: boolean;
	/** It was sent after that. Milliseconds since 1970. */
	readonly since: number;
	readonly route?: string;
	/** Where it was sent, as its route understands it. */
	readonly target?: string;
	readonly serverId?: string;
	readonly channelId?: string;
	/** None: its answer was lost, so nobody knows whether it is there. */
	readonly messageId?: string;
	/** The interaction it belongs to, as long as its token lives. Secret. */
	readonly interaction?: { readonly applicationId: string; readonly token: string; readonly expiresAt: number };
}
