import { Listener } from '@sapphire/framework';
import type { Guild } from 'discord.js';

/** A server has invited the bot. */
export class GuildCreateListener extends Listener {
	public async run({ id }: Guild): Promise<void> {
		await this.container.app.requestLedger.noteJoined(id);
	}
}
