import { Listener } from '@sapphire/framework';

/** From here on the bot can be used. */
export class RegisteredListener extends Listener {
	public run(): void {
		const { app, client } = this.container;
		app.logger.info({ servers: client.guilds.cache.size }, `ready as ${client.user?.username}`);
	}
}
