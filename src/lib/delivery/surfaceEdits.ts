import { Routes } from 'discord-api-types/v10';
import type { RequestRecord } from '#lib/workflow/request';

/** The request that edits the first answer to an interaction, as long as its token lives. */
export function interactionEdit({ applicationId = '', token = '' }: RequestRecord) {
	return { method: 'PATCH', path: Routes.webhookMessage(applicationId, token, '@original') } as const;
}

/** The request that edits the same message with the bot token. */
export function botEdit({ messageChannelId = '', messageId = '' }: RequestRecord) {
	return { method: 'PATCH', path: Routes.channelMessage(messageChannelId, messageId) } as const;
}
