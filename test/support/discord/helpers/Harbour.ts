// A small world for the emulator's own tests: one server, one channel, ada, and a real discord.js client that knows one command.
import { type ChatInputCommandInteraction, type Client, type ClientOptions, Events } from 'discord.js';
import {
	DiscordEmulator,
	type EmulatedChannel,
	type EmulatedInteraction,
	type EmulatedServer,
	type EmulatorOptions,
	type Person
} from '../index.js';
import { connect } from './connect.js';

export class Harbour {
	private constructor(
		public readonly discord: DiscordEmulator,
		public readonly client: Client<true>,
		public readonly server: EmulatedServer,
		public readonly channel: EmulatedChannel,
		public readonly ada: Person
	) {}

	public static async open(options: Partial<EmulatorOptions> = {}, client: Partial<ClientOptions> = {}): Promise<Harbour> {
		const discord = await DiscordEmulator.start(options);
		const server = discord.server('Harbour');
		const channel = server.textChannel('general');
		const ada = discord.person('ada');
		server.join(ada);
		const connected = await connect(discord, client);
		const anywhere = { contexts: [0, 1, 2], integrationTypes: [0, 1] };
		await connected.application.commands.set([{ name: 'ping', description: 'Answers', ...anywhere }]);
		return new Harbour(discord, connected, server, channel, ada);
	}

	/** ada uses /ping; both ends of it. */
	public async ping(
		channel = this.channel,
		settings: { readonly forcedEphemeral?: boolean } = {}
	): Promise<{ readonly used: EmulatedInteraction; readonly received: ChatInputCommandInteraction }> {
		const arrival = new Promise<ChatInputCommandInteraction>((resolve) => {
			this.client.once(Events.InteractionCreate, (interaction) => resolve(interaction as ChatInputCommandInteraction));
		});
		const used = this.ada.uses(channel, 'ping', {}, settings);
		return { used, received: await arrival };
	}

	/** The channel as discord.js has it. */
	public get botChannel() {
		const channel = this.client.channels.cache.get(this.channel.id);
		if (!channel?.isSendable()) throw new Error('the bot does not know the channel');
		return channel;
	}

	public async close(): Promise<void> {
		await this.client.destroy();
		await this.discord.stop();
	}
}
