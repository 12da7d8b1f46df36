import { Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';

/** A server has removed the bot; one that is only out of order is another event. 30 days later everything about it is deleted. */
export class GuildDeleteListener extends Listener {
	public async run({ id }: Guild): Promise<void> {
		await this.container.app.requestLedger.noteRemoved(id);
	}
}
