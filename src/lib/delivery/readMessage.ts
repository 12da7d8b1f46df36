import type { APIMessage } from 'discord-api-types/v10';
import type { DiscordRest } from './DiscordRest.js';

/** Reads a message with the bot token. @throws what `classifyFailure` understands */
export async function readMessage(discord: DiscordRest, path: `/${string}`): Promise<Pick<APIMessage, 'components'>> {
	const answer = await discord.asBot({ method: 'GET', path });
	if (typeof answer !== 'object' || answer === null || !('id' in answer)) throw new Error('the answer is no message');
	const components = 'components' in answer && Array.isArray(answer.components) ? answer.components : [];
	return { components };
}
