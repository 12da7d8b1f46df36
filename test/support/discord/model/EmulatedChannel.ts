// A text channel, a thread, or a conversation of two, with its messages and its permission overwrites.
import { type APIOverwrite, ChannelType, GatewayDispatchEvents, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { EmulatedMessage } from './EmulatedMessage.js';
import type { EmulatedRole } from './EmulatedRole.js';
import type { EmulatedServer } from './EmulatedServer.js';
import { EmulatedUser } from './EmulatedUser.js';
import { EmulatedWebhook } from './EmulatedWebhook.js';
import { type Permission, permissionBits } from './Permission.js';
import { permissionsIn } from './permissionsIn.js';
import type { World } from './World.js';

export interface ChannelPlace {
	readonly server?: EmulatedServer;
	readonly parent?: EmulatedChannel;
	/** The person at the other end of a conversation with the bot. */
	readonly recipient?: EmulatedUser;
}

interface Overwrite {
	readonly type: OverwriteType;
	allow: bigint;
	deny: bigint;
}

/** `silently`: the gateway says nothing, so the bot's cache keeps the old permissions. */
export interface PermissionChange {
	readonly silently?: boolean;
}

export class EmulatedChannel {
	public readonly messages = new Map<string, EmulatedMessage>();
	public readonly overwrites = new Map<string, Overwrite>();
	public readonly server: EmulatedServer | undefined;
	public readonly parent: EmulatedChannel | undefined;
	public readonly recipient: EmulatedUser | undefined;
	public archived = false;
	public deleted = false;

	public constructor(
		public readonly world: World,
		public readonly id: string,
		public readonly name: string,
		public readonly type: ChannelType.GuildText | ChannelType.PublicThread | ChannelType.DM,
		place: ChannelPlace
	) {
		this.server = place.server;
		this.parent = place.parent;
		this.recipient = place.recipient;
	}

	public get isThread(): boolean {
		return this.type === ChannelType.PublicThread;
	}

	/** Whether somebody has a permission here; in a conversation both ends have them all, and nobody else any. */
	public allows(user: EmulatedUser, ...permissions: readonly Permission[]): boolean {
		const bits = permissionBits(permissions);
		return (this.permissionsOf(user) & bits) === bits;
	}

	public permissionsOf(user: EmulatedUser): bigint {
		if (!this.server) return user.isBot || user === this.recipient ? directMessagePermissions : 0n;
		const member = this.server.members.get(user.id);
		return member ? permissionsIn(this, member) : 0n;
	}

	public deny(whom: EmulatedUser | EmulatedRole, permissions: readonly Permission[], change: PermissionChange = {}): this {
		return this.#overwrite(whom, { allow: 0n, deny: permissionBits(permissions) }, change);
	}

	public allow(whom: EmulatedUser | EmulatedRole, permissions: readonly Permission[], change: PermissionChange = {}): this {
		return this.#overwrite(whom, { allow: permissionBits(permissions), deny: 0n }, change);
	}

	/** A channel webhook, as a person with the right to do so creates it; or the application itself. */
	public createWebhook(name: string, applicationId: string | null = null): EmulatedWebhook {
		const webhook = new EmulatedWebhook(this, this.world.ids.next(), name, applicationId);
		this.world.webhooks.set(webhook.id, webhook);
		return webhook;
	}

	public remove(): void {
		this.deleted = true;
		for (const webhook of this.world.webhooks.values()) if (webhook.channel === this) this.world.webhooks.delete(webhook.id);
		for (const thread of this.server?.channels.values() ?? []) if (thread.parent === this) thread.remove();
		const event = this.isThread ? GatewayDispatchEvents.ThreadDelete : GatewayDispatchEvents.ChannelDelete;
		this.world.announce({ event, data: this.toWire(), server: this.server });
	}

	public toWire(): object {
		if (this.recipient) {
			return { id: this.id, type: this.type, recipients: [this.recipient.toWire()], last_message_id: null, flags: 0 };
		}
		const place = { id: this.id, type: this.type, name: this.name, guild_id: this.server?.id, parent_id: this.parent?.id ?? null };
		if (this.isThread) {
			const times = { archive_timestamp: new Date().toISOString(), create_timestamp: new Date().toISOString() };
			const metadata = { archived: this.archived, auto_archive_duration: 1440, locked: false, ...times };
			return { ...place, owner_id: this.server?.owner.id, message_count: this.messages.size, member_count: 1, thread_metadata: metadata };
		}
		const overwrites: APIOverwrite[] = [...this.overwrites].map(([id, { type, allow, deny }]) => ({
			id,
			type,
			allow: `${allow}`,
			deny: `${deny}`
		}));
		return {
			...place,
			position: 0,
			permission_overwrites: overwrites,
			nsfw: false,
			topic: null,
			rate_limit_per_user: 0,
			last_message_id: null
		};
	}

	#overwrite(whom: EmulatedUser | EmulatedRole, bits: { readonly allow: bigint; readonly deny: bigint }, change: PermissionChange): this {
		const type = whom instanceof EmulatedUser ? OverwriteType.Member : OverwriteType.Role;
		const before = this.overwrites.get(whom.id) ?? { type, allow: 0n, deny: 0n };
		this.overwrites.set(whom.id, {
			type,
			allow: (before.allow & ~bits.deny) | bits.allow,
			deny: (before.deny & ~bits.allow) | bits.deny
		});
		if (change.silently !== true) {
			this.world.announce({ event: GatewayDispatchEvents.ChannelUpdate, data: this.toWire(), server: this.server });
		}
		return this;
	}
}

const directMessagePermissions =
	PermissionFlagsBits.ViewChannel |
	PermissionFlagsBits.SendMessages |
	PermissionFlagsBits.ReadMessageHistory |
	PermissionFlagsBits.EmbedLinks |
	PermissionFlagsBits.AttachFiles |
	PermissionFlagsBits.UseApplicationCommands;
