// A server (Discord says guild): members, roles, channels, and whether the bot is in it.
import { ChannelType, GatewayDispatchEvents } from 'discord-api-types/v10';
import { EmulatedChannel } from './EmulatedChannel.js';
import { EmulatedMember } from './EmulatedMember.js';
import { EmulatedRole } from './EmulatedRole.js';
import type { EmulatedUser } from './EmulatedUser.js';
import { everyPermission, type Permission, permissionBits, usualPermissions } from './Permission.js';
import type { World } from './World.js';

export class EmulatedServer {
	public readonly members = new Map<string, EmulatedMember>();
	public readonly roles = new Map<string, EmulatedRole>();
	public readonly channels = new Map<string, EmulatedChannel>();
	public readonly everyone: EmulatedRole;
	public locale = 'en-US';
	/** Bytes a file of an interaction may have here; boosted servers allow more. */
	public attachmentSizeLimit = 10 * 1024 * 1024;

	public constructor(
		public readonly world: World,
		public readonly id: string,
		public readonly name: string,
		public readonly owner: EmulatedUser
	) {
		this.everyone = new EmulatedRole(id, '@everyone', permissionBits(usualPermissions));
		this.roles.set(id, this.everyone);
		this.members.set(owner.id, new EmulatedMember(owner, this));
	}

	public get hasBot(): boolean {
		return this.members.has(this.world.bot.id);
	}

	public textChannel(name: string): EmulatedChannel {
		return this.#channel(name, ChannelType.GuildText);
	}

	public thread(parent: EmulatedChannel, name: string): EmulatedChannel {
		return this.#channel(name, ChannelType.PublicThread, parent);
	}

	public role(name: string, permissions: readonly Permission[]): EmulatedRole {
		const role = new EmulatedRole(this.world.ids.next(), name, permissionBits(permissions));
		this.roles.set(role.id, role);
		this.#announce(GatewayDispatchEvents.GuildRoleCreate, { guild_id: this.id, role: role.toWire() });
		return role;
	}

	public join(user: EmulatedUser, ...roles: readonly EmulatedRole[]): EmulatedMember {
		const member = this.members.get(user.id) ?? new EmulatedMember(user, this);
		for (const role of roles) member.roles.add(role);
		this.members.set(user.id, member);
		if (user === this.world.bot) this.#announce(GatewayDispatchEvents.GuildCreate, this.toGuildCreate());
		else this.#announce(GatewayDispatchEvents.GuildMemberAdd, { guild_id: this.id, ...member.toWire() });
		return member;
	}

	/** A member takes on or puts down roles. */
	public changeRoles(user: EmulatedUser, roles: readonly EmulatedRole[]): void {
		const member = this.members.get(user.id);
		if (!member) throw new Error(`${user.username} is not in ${this.name}`);
		member.roles.clear();
		for (const role of roles) member.roles.add(role);
		this.#announce(GatewayDispatchEvents.GuildMemberUpdate, { guild_id: this.id, ...member.toWire() });
	}

	/** Leaves or is thrown out. For the bot: GUILD_DELETE, and nothing more from here. */
	public remove(user: EmulatedUser): void {
		const member = this.members.get(user.id);
		if (!member) return;
		this.members.delete(user.id);
		if (user === this.world.bot) this.world.announce({ event: GatewayDispatchEvents.GuildDelete, data: { id: this.id } });
		else this.#announce(GatewayDispatchEvents.GuildMemberRemove, { guild_id: this.id, user: user.toWire() });
	}

	public kickBot(): void {
		this.remove(this.world.bot);
	}

	/** The part of a server that every member may read. */
	public toWire(): object {
		const look = { icon: null, splash: null, discovery_splash: null, banner: null, description: null, vanity_url_code: null };
		const levels = { verification_level: 0, default_message_notifications: 0, explicit_content_filter: 0, mfa_level: 0, nsfw_level: 0 };
		const boosts = { premium_tier: 0, premium_subscription_count: 0, premium_progress_bar_enabled: false };
		const rooms = {
			afk_channel_id: null,
			afk_timeout: 300,
			system_channel_id: null,
			rules_channel_id: null,
			public_updates_channel_id: null
		};
		return {
			...{ id: this.id, name: this.name, owner_id: this.owner.id, features: [], preferred_locale: this.locale, application_id: null },
			...{ ...look, ...levels, ...boosts, ...rooms, system_channel_flags: 0, safety_alerts_channel_id: null },
			...{ roles: [...this.roles.values()].map((role) => role.toWire()), emojis: [], stickers: [] }
		};
	}

	public toGuildCreate(): object {
		const open = [...this.channels.values()].filter((channel) => !channel.deleted);
		const bot = this.members.get(this.world.bot.id);
		return {
			...this.toWire(),
			...{ joined_at: new Date().toISOString(), large: false, unavailable: false, member_count: this.members.size },
			...{ members: bot ? [bot.toWire()] : [], presences: [], voice_states: [], stage_instances: [], guild_scheduled_events: [] },
			channels: open.filter((channel) => !channel.isThread).map((channel) => channel.toWire()),
			...{ threads: open.filter((channel) => channel.isThread).map((channel) => channel.toWire()), soundboard_sounds: [] }
		};
	}

	/** Full rights for whoever has it. */
	public administratorRole(): EmulatedRole {
		const role = this.role('administrator', []);
		role.permissions = everyPermission;
		return role;
	}

	#channel(name: string, type: ChannelType.GuildText | ChannelType.PublicThread, parent?: EmulatedChannel): EmulatedChannel {
		const place = { server: this, ...(parent ? { parent } : {}) };
		const channel = new EmulatedChannel(this.world, this.world.ids.next(), name, type, place);
		this.channels.set(channel.id, channel);
		this.world.channels.set(channel.id, channel);
		const event = parent ? GatewayDispatchEvents.ThreadCreate : GatewayDispatchEvents.ChannelCreate;
		this.#announce(event, channel.toWire());
		return channel;
	}

	#announce(event: string, data: object): void {
		this.world.announce({ event, data, server: this });
	}
}
