// Everything that exists in the emulated Discord, and the one place through which it says that something happened.
import { EventEmitter } from 'node:events';
import { ChannelType } from 'discord-api-types/v10';
import type { EmulatorOptions } from '../EmulatorOptions.js';
import { AttachmentStore } from './AttachmentStore.js';
import { CommandRegistry } from './CommandRegistry.js';
import { EmulatedChannel } from './EmulatedChannel.js';
import type { EmulatedInteraction } from './EmulatedInteraction.js';
import type { EmulatedMessage } from './EmulatedMessage.js';
import { EmulatedServer } from './EmulatedServer.js';
import { EmulatedUser } from './EmulatedUser.js';
import type { EmulatedWebhook } from './EmulatedWebhook.js';
import { Snowflakes } from './Snowflakes.js';
import { VirtualClock } from './VirtualClock.js';

/** Something for the gateway. With `server`, only a bot in that server learns of it; with `message`, its content is subject to the intents. */
export interface Announcement {
	readonly event: string;
	readonly data: object;
	readonly server?: EmulatedServer | undefined;
	readonly message?: EmulatedMessage;
}

interface WorldEvents {
	announcement: [Announcement];
	change: [];
}

export class World {
	public readonly events = new EventEmitter<WorldEvents>();
	public readonly clock = new VirtualClock(() => this.changed());
	public readonly ids = new Snowflakes();
	public readonly attachments = new AttachmentStore(this);
	public readonly commands = new CommandRegistry(this.ids);
	public readonly users = new Map<string, EmulatedUser>();
	public readonly servers = new Map<string, EmulatedServer>();
	public readonly channels = new Map<string, EmulatedChannel>();
	public readonly webhooks = new Map<string, EmulatedWebhook>();
	public readonly interactions = new Map<string, EmulatedInteraction>();
	public readonly bot: EmulatedUser;
	/** Where the emulator listens, without a path. */
	public baseUrl = '';
	#applicationId: string;

	public constructor(public readonly options: EmulatorOptions) {
		this.events.setMaxListeners(0);
		this.#applicationId = this.ids.next();
		this.bot = new EmulatedUser(this, this.#applicationId, 'autointel', true);
		this.users.set(this.bot.id, this.bot);
	}

	/** What DISCORD_API_URL is set to. */
	public get apiUrl(): string {
		return `${this.baseUrl}/api`;
	}

	public createServer(name: string, owner: EmulatedUser): EmulatedServer {
		const server = new EmulatedServer(this, this.ids.next(), name, owner);
		this.servers.set(server.id, server);
		return server;
	}

	public directMessageChannel(user: EmulatedUser): EmulatedChannel | undefined {
		return [...this.channels.values()].find((channel) => channel.recipient === user);
	}

	public openDirectMessages(user: EmulatedUser): EmulatedChannel {
		const existing = this.directMessageChannel(user);
		if (existing) return existing;
		const channel = new EmulatedChannel(this, this.ids.next(), user.username, ChannelType.DM, { recipient: user });
		this.channels.set(channel.id, channel);
		return channel;
	}

	public interactionWith(token: string): EmulatedInteraction | undefined {
		return [...this.interactions.values()].find((interaction) => interaction.opensWith(token));
	}

	public announce(announcement: Announcement): void {
		this.events.emit('announcement', announcement);
		this.changed();
	}

	/** Wakes everybody who waits for a condition. */
	public changed(): void {
		this.events.emit('change');
	}
}
