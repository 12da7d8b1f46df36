// One interaction: its token and how long that lives, what the bot answered, and what the member who started it sees of it.
import { randomBytes } from 'node:crypto';
import {
	type APIApplicationCommandOptionChoice,
	type APIModalInteractionResponseCallbackData,
	ApplicationIntegrationType,
	type InteractionContextType,
	InteractionResponseType,
	InteractionType
} from 'discord-api-types/v10';
import type { EmulatedChannel } from './EmulatedChannel.js';
import type { EmulatedMessage } from './EmulatedMessage.js';
import type { EmulatedUser } from './EmulatedUser.js';
import { permissionBits } from './Permission.js';

export interface InteractionOrigin {
	readonly type: InteractionType;
	readonly user: EmulatedUser;
	readonly channel: EmulatedChannel;
	readonly context: InteractionContextType;
	/** Through whom the app is here: the server, the user, or both. */
	readonly owners: readonly ApplicationIntegrationType[];
	/** Discord shows every answer to the member alone, whatever the bot asked for. */
	readonly forcedEphemeral: boolean;
	/** The message whose component was used. */
	readonly source?: EmulatedMessage | undefined;
	/** The interaction that opened the modal which is submitted here. */
	readonly openedBy?: EmulatedInteraction | undefined;
	/** The command's name, for logs and metadata. */
	readonly command?: { readonly name: string; readonly type: number } | undefined;
}

export class EmulatedInteraction {
	/** Undefined until the bot's first answer was accepted. */
	public acknowledgement: InteractionResponseType | undefined;
	public original: EmulatedMessage | undefined;
	public readonly followUps: EmulatedMessage[] = [];
	public modal: APIModalInteractionResponseCallbackData | undefined;
	public choices: readonly APIApplicationCommandOptionChoice[] | undefined;
	/** On the emulator's clock. */
	public readonly createdAt: number;
	/** Bytes one file of an answer may have. */
	public readonly attachmentSizeLimit: number;
	readonly #token = randomBytes(120).toString('base64url');
	#voided = false;

	public constructor(
		public readonly id: string,
		public readonly origin: InteractionOrigin
	) {
		this.createdAt = origin.channel.world.clock.now();
		this.attachmentSizeLimit = origin.channel.server?.attachmentSizeLimit ?? 10 * 1024 * 1024;
	}

	/** Whether this is the interaction's token. Nothing else gives it away. */
	public opensWith(token: string): boolean {
		return token === this.#token;
	}

	/** No answer came in time: the member reads "The application did not respond". */
	public get failed(): boolean {
		const { world } = this.origin.channel;
		return this.acknowledgement === undefined && (this.#voided || world.clock.now() - this.createdAt > world.options.acknowledgeWithinMs);
	}

	public get expired(): boolean {
		const { world } = this.origin.channel;
		return this.#voided || world.clock.now() - this.createdAt > world.options.interactionLifetimeMs;
	}

	/** The token dies now, whatever the clock says. */
	public expireToken(): void {
		this.#voided = true;
		this.origin.channel.world.changed();
	}

	public get isEphemeral(): boolean {
		return this.original?.isEphemeral ?? false;
	}

	/** Text the member reads in answer: the original and the follow-ups, in order. */
	public get answers(): readonly EmulatedMessage[] {
		return [...(this.original ? [this.original] : []), ...this.followUps].filter((message) => !message.deleted);
	}

	/** The member reads "… is thinking". */
	public get isThinking(): boolean {
		return this.acknowledgement === InteractionResponseType.DeferredChannelMessageWithSource && (this.original?.loading ?? false);
	}

	/** The payload for the gateway. The token is in it: never print it. */
	public toWire(data: object): object {
		const { channel, user, type, context, owners, source } = this.origin;
		const { server, world } = channel;
		const { bot } = world;
		const member = server?.members.get(user.id);
		const ownerIds = owners.map((owner) => [owner, owner === ApplicationIntegrationType.UserInstall ? user.id : (server?.id ?? '0')]);
		const who = member ? { member: { ...member.toWire(), permissions: `${channel.permissionsOf(user)}` } } : { user: user.toWire() };
		const guild = server
			? { guild_id: server.id, guild: { id: server.id, locale: server.locale, features: [] }, guild_locale: server.locale }
			: {};
		return {
			...{ id: this.id, application_id: bot.id, type, token: this.#token, version: 1, data, ...who, ...guild },
			...{ channel_id: channel.id, channel: { ...channel.toWire(), permissions: `${channel.permissionsOf(user)}` } },
			// An app that only the user installed is given what its answers need.
			app_permissions: `${!server || server.hasBot ? channel.permissionsOf(bot) : permissionBits(['EmbedLinks', 'AttachFiles', 'UseExternalEmojis'])}`,
			...{ locale: user.locale, entitlements: [], context, authorizing_integration_owners: Object.fromEntries(ownerIds) },
			...(source ? { message: source.toWire({ withContent: true }) } : {}),
			attachment_size_limit: this.attachmentSizeLimit
		};
	}

	public toMetadata(): object {
		const { type, user, command, source, openedBy } = this.origin;
		const named = command ? { name: command.name, command_type: command.type } : {};
		const component = type === InteractionType.MessageComponent && source ? { interacted_message_id: source.id } : {};
		const modal = openedBy ? { triggering_interaction_metadata: openedBy.toMetadata() } : {};
		return { id: this.id, type, user: user.toWire(), authorizing_integration_owners: {}, ...named, ...component, ...modal };
	}
}
