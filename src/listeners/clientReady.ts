import { Listener } from '@sapphire/framework';
import type { Client } from 'discord.js';

/** Some servers may have removed the bot, and others invited it, while nobody looked. */
export class ReadyListener extends Listener {
	public async run(client: Client<true>): Promise<void> {
		await this.container.app.requestLedger.reconcileServers([...client.guilds.cache.keys()]);
	}
}
