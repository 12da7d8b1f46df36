/** Where a workflow was asked for. `headless`: without Discord; its result goes to the operator's webhook. */
export type RequestContext = 'server' | 'dm' | 'user-install' | 'headless';

/** A first answer that another one has taken the place of, when the workflow was tried again. Its message is still there. */
interface EarlierAnswer {
	readonly channelId: string;
	readonly messageId: string;
	/** Milliseconds since 1970. */
	readonly sentAt: number;
}

/** Who asked for a workflow, and where: what its delivery goes by. Times are milliseconds since 1970. Ids are Discord's. */
export interface RequestRecord {
	readonly workflowId: string;
	readonly interactionId?: string;
	readonly applicationId?: string;
	readonly userId?: string;
	readonly serverId?: string;
	/** The channel it was asked in. */
	readonly channelId?: string;
	/** Where the server wants results, if not in the channel it was asked in. Never for private ones. */
	readonly resultChannelId?: string;
	/** Nobody but the requester may see it. */
	readonly private: boolean;
	readonly context: RequestContext;
	/** The requester's language: a BCP 47 tag. */
	readonly locale?: string;
	/** Bytes one file of an answer to the interaction may have. */
	readonly attachmentSizeLimit?: number;
	/** The interaction's token, as long as it is of use. Secret. */
	readonly token?: string;
	readonly tokenExpiresAt?: number;
	readonly createdAt: number;
	/** The first answer is known to have arrived. */
	readonly acknowledgedAt?: number;
	/** The message that is kept up to date: the first answer. */
	readonly messageChannelId?: string;
	readonly messageId?: string;
	/** Oldest first. */
	readonly earlierAnswers?: readonly EarlierAnswer[];
	/** A conversation with the requester that is open for messages. */
	readonly dmChannelId?: string;
	/** The author of the message that the context menu was used on. */
	readonly sourceAuthorId?: string;
}
