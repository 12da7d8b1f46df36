// The real discord.js client against the emulator, for the emulator's own tests.
import { Client, type ClientOptions, Events, GatewayIntentBits } from 'discord.js';
import type { DiscordEmulator } from '../index.js';
import { noTasks } from './noTasks.js';

export async function connect(discord: DiscordEmulator, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
	const client = new Client({
		intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
		// discord.js lets five seconds pass between two identifies; no test shall wait for that.
		ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
		...noTasks,
		...options,
		rest: { api: discord.apiUrl, ...options.rest }
	});
	// A line that is cut is part of these tests; without a listener it would end the process.
	client.on(Events.Error, () => undefined);
	const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
	await client.login(discord.token);
	return ready;
}
