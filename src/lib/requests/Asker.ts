import type { RequestContext } from '#lib/workflow/request';

/** Who does something on Discord, and where: what matters of an interaction. Ids are Discord's, times milliseconds since 1970. */
export interface Asker {
	readonly interactionId: string;
	readonly applicationId: string;
	/** Secret. */
	readonly token: string;
	readonly tokenExpiresAt: number;
	readonly userId: string;
	/** Only where the bot is a member. */
	readonly serverId?: string;
	readonly channelId?: string;
	readonly context: Exclude<RequestContext, 'headless'>;
	/** A BCP 47 tag. */
	readonly locale: string;
	/** Bytes one file of an answer may have. */
	readonly attachmentSizeLimit: number;
	/** May manage the server they are in. */
	readonly managesServer: boolean;
}
