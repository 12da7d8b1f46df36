import { PermissionFlagsBits as Bit, ChannelType, OverwriteType } from 'discord-api-types/v10';
import { z } from 'zod';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import type { DiscordRest } from '#lib/delivery/DiscordRest';
import type { Permissions } from './Permissions.js';

const bits = z.string().transform((text) => BigInt(text));
const memberSchema = z.object({ roles: z.array(z.string()) });
const serverSchema = z.object({ owner_id: z.string(), roles: z.array(z.object({ id: z.string(), permissions: bits })) });
const channelSchema = z.object({
	type: z.number(),
	guild_id: z.string().optional(),
	parent_id: z.string().nullish(),
	permission_overwrites: z.array(z.object({ id: z.string(), type: z.number(), allow: bits, deny: bits })).default([])
});

type Server = z.infer<typeof serverSchema>;
type Member = z.infer<typeof memberSchema>;
type Channel = z.infer<typeof channelSchema>;

const threads: readonly number[] = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread];

/**
 * Permissions as Discord computes them (developers' documentation, "Permissions"), from what its REST API says now: what a gateway has told
 * before may be stale.
 */
export class DiscordPermissions implements Permissions {
	readonly #discord: Pick<DiscordRest, 'asBot'>;
	/** Questions that are under way: who asks about many channels at once asks once about the person. */
	readonly #asking = new Map<string, Promise<unknown>>();

	public constructor(discord: Pick<DiscordRest, 'asBot'>) {
		this.#discord = discord;
	}

	public async isMember(userId: string, serverId: string): Promise<boolean> {
		return (await this.#member(userId, serverId)) !== undefined;
	}

	public async managesServer(userId: string, serverId: string): Promise<boolean> {
		const [server, member] = await Promise.all([this.#server(serverId), this.#member(userId, serverId)]);
		return server !== undefined && member !== undefined && has(inServer(userId, serverId, server, member), Bit.ManageGuild);
	}

	public async canSee(userId: string, serverId: string, channelId: string): Promise<boolean> {
		const [server, member, channel] = await Promise.all([
			this.#server(serverId),
			this.#member(userId, serverId),
			this.#get(`/channels/${channelId}`, channelSchema)
		]);
		if (!server || !member || !channel || channel.guild_id !== serverId) return false;
		const isThread = threads.includes(channel.type);
		// A thread has no overwrites of its own.
		const parent = isThread ? await this.#get(`/channels/${channel.parent_id}`, channelSchema) : channel;
		if (!parent) return false;
		const permissions = inChannel(userId, serverId, inServer(userId, serverId, server, member), member, parent);
		if (!has(permissions, Bit.ViewChannel)) return false;
		if (channel.type !== ChannelType.PrivateThread || has(permissions, Bit.ManageThreads)) return true;
		return (await this.#get(`/channels/${channelId}/thread-members/${userId}`, z.object({}))) !== undefined;
	}

	#server(id: string): Promise<Server | undefined> {
		return this.#get(`/guilds/${id}`, serverSchema);
	}

	#member(userId: string, serverId: string): Promise<Member | undefined> {
		return this.#get(`/guilds/${serverId}/members/${userId}`, memberSchema);
	}

	#answer(path: `/${string}`): Promise<unknown> {
		const asked = this.#asking.get(path) ?? this.#discord.asBot({ method: 'GET', path }).finally(() => this.#asking.delete(path));
		this.#asking.set(path, asked);
		return asked;
	}

	/** `undefined`: there is none, or the bot may not know. */
	async #get<Shape extends z.ZodType>(path: `/${string}`, shape: Shape): Promise<z.infer<Shape> | undefined> {
		try {
			return shape.parse(await this.#answer(path));
		} catch (error) {
			if (classifyFailure(error).kind === 'gone') return undefined;
			throw error;
		}
	}
}

const everything = (1n << 63n) - 1n;

function inServer(userId: string, serverId: string, { owner_id: owner, roles }: Server, member: Member): bigint {
	if (owner === userId) return everything;
	const own = roles.filter(({ id }) => id === serverId || member.roles.includes(id));
	const sum = own.reduce((all, { permissions }) => all | permissions, 0n);
	return has(sum, Bit.Administrator) ? everything : sum;
}

/** First what holds for everybody, then for the member's roles together, then for the member. */
function inChannel(userId: string, serverId: string, base: bigint, member: Member, { permission_overwrites: overwrites }: Channel): bigint {
	if (base === everything) return base;
	const layers = [
		overwrites.filter(({ id }) => id === serverId),
		overwrites.filter(({ id, type }) => type === OverwriteType.Role && id !== serverId && member.roles.includes(id)),
		overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === userId)
	];
	return layers.reduce((permissions, layer) => {
		const denied = layer.reduce((all, { deny }) => all | deny, 0n);
		const allowed = layer.reduce((all, { allow }) => all | allow, 0n);
		return (permissions & ~denied) | allowed;
	}, base);
}

function has(permissions: bigint, bit: bigint): boolean {
	return (permissions & bit) === bit;
}
