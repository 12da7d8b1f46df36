// A person, or the bot: what others see of them, and how they guard their direct messages. What people do is in `people/`.
import type { APIUser } from 'discord-api-types/v10';
import type { EmulatedChannel } from './EmulatedChannel.js';
import type { EmulatedMessage } from './EmulatedMessage.js';
import type { World } from './World.js';

export class EmulatedUser {
	/** Closed: nobody can write to them (50007). */
	public directMessagesOpen = true;
	public hasBlockedBot = false;
	/** The bot is installed for this user, not for a server. */
	public hasInstalledApp = false;
	public locale = 'en-US';
	/** Messages that made this person's client ring, oldest first. */
	public readonly notifications: EmulatedMessage[] = [];
	/** Ephemeral messages this person's client still shows. */
	public readonly ephemerals = new Set<EmulatedMessage>();

	public constructor(
		protected readonly world: World,
		public readonly id: string,
		public readonly username: string,
		public readonly isBot = false
	) {}

	public get mention(): string {
		return `<@${this.id}>`;
	}

	public get sharesServerWithBot(): boolean {
		return [...this.world.servers.values()].some((server) => server.hasBot && server.members.has(this.id));
	}

	/** What this person can read in a channel now, oldest first, ephemeral messages included. */
	public sees(channel: EmulatedChannel): readonly EmulatedMessage[] {
		if (channel.deleted || !channel.allows(this, 'ViewChannel')) return [];
		const ephemerals = [...this.ephemerals].filter((message) => message.channel === channel);
		return [...channel.messages.values(), ...ephemerals]
			.filter((message) => !message.deleted)
			.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
	}

	/** The conversation with the bot; empty while there is none. */
	public get directMessages(): readonly EmulatedMessage[] {
		const channel = this.world.directMessageChannel(this);
		return channel ? this.sees(channel) : [];
	}

	/** A restarted client has forgotten every ephemeral message. */
	public restartsClient(): void {
		this.ephemerals.clear();
		this.world.changed();
	}

	public toWire(): APIUser {
		const look = { discriminator: '0', global_name: this.isBot ? null : this.username, avatar: null };
		return { id: this.id, username: this.username, ...look, ...(this.isBot ? { bot: true } : {}) };
	}
}
