import { z } from 'zod';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import { DiscordRest } from '#lib/delivery/DiscordRest';
import { AutointelError } from '#lib/errors/AutointelError';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { type CommandPart, commandPart } from './CommandPart.js';

const applicationSchema = z.object({ id: z.string(), name: z.string() });
const commandsSchema = z.array(commandPart);
const serversSchema = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));

/** What Discord says about the bot of a token. */
export interface BotFacts {
	readonly applicationId: string;
	readonly name: string;
	/** Those that are registered. */
	readonly commands: readonly CommandPart[];
	readonly servers: readonly { readonly id: string; readonly name: string; readonly permissions: bigint }[];
}

/**
 * Asks Discord about the bot, without logging it in.
 *
 * @throws {ConfigurationError} `token-refused` @throws {AutointelError} `discord-unreachable`
 */
export async function askDiscord(apiUrl: string, token: string): Promise<BotFacts> {
	const discord = new DiscordRest({ apiUrl, token, timeoutMs: 10_000 });
	try {
		const { id, name } = applicationSchema.parse(await discord.asBot({ method: 'GET', path: '/applications/@me' }));
		const [commands, servers] = await Promise.all([
			discord.asBot({ method: 'GET', path: `/applications/${id}/commands` }),
			discord.asBot({ method: 'GET', path: '/users/@me/guilds' })
		]);
		return {
			applicationId: id,
			name,
			commands: commandsSchema.parse(commands),
			servers: serversSchema.parse(servers).map((server) => ({ ...server, permissions: BigInt(server.permissions) }))
		};
	} catch (error) {
		const { reason } = classifyFailure(error);
		if (reason.code === 'unauthorized') {
			throw new ConfigurationError('token-refused', 'Discord refuses DISCORD_TOKEN', {
				hint: "Copy the bot's token from the developer portal (Bot, Reset Token).",
				cause: error
			});
		}
		throw new AutointelError('discord-unreachable', `Discord cannot be asked: ${reason.message}`, {
			hint: 'Check the network and DISCORD_API_URL.',
			cause: error
		});
	} finally {
		discord.close();
	}
}
