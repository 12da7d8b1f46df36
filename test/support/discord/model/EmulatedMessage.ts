// A message as it stands now, with every state it had before: a test can prove what was shown, in which order, and whom it rang.
import {
	type APIAttachment,
	type APIEmbed,
	type APIMessageTopLevelComponent,
	type APIUser,
	ChannelType,
	ComponentType,
	MessageFlags,
	MessageReferenceType,
	MessageType
} from 'discord-api-types/v10';
import type { EmulatedChannel } from './EmulatedChannel.js';
import type { EmulatedInteraction } from './EmulatedInteraction.js';
import type { EmulatedUser } from './EmulatedUser.js';
import { type AnyComponent, everyComponent } from './everyComponent.js';
import type { Mentions } from './mentionsOf.js';

/** What an edit can change. */
export interface MessageContent {
	readonly content: string;
	readonly embeds: readonly APIEmbed[];
	readonly components: readonly APIMessageTopLevelComponent[];
	readonly attachments: readonly APIAttachment[];
	readonly flags: number;
	readonly mentions: Mentions;
}

export interface MessageOrigin {
	readonly author: APIUser;
	readonly type?: MessageType;
	/** Only this person sees it. */
	readonly ephemeralFor?: EmulatedUser | undefined;
	readonly interaction?: EmulatedInteraction | undefined;
	readonly webhookId?: string | undefined;
	readonly nonce?: string | number | undefined;
	readonly replyTo?: EmulatedMessage | undefined;
	/** What it passes on from elsewhere; who wrote that, it does not say. */
	readonly forwarded?: EmulatedMessage | undefined;
	/** A deferral that nothing was written into yet: "… is thinking". */
	readonly loading?: boolean;
}

export class EmulatedMessage {
	/** Every state this message had, the present one last. */
	public readonly versions: MessageContent[];
	/** On the emulator's clock. */
	public readonly createdAt: number;
	/** Those whose client rang when it appeared. Edits ring nobody. */
	public readonly rang: EmulatedUser[] = [];
	public loading: boolean;
	public deleted = false;
	readonly #timestamp = new Date().toISOString();
	#editedTimestamp: string | null = null;

	public constructor(
		public readonly channel: EmulatedChannel,
		public readonly id: string,
		public readonly origin: MessageOrigin,
		content: MessageContent
	) {
		this.versions = [content];
		this.createdAt = channel.world.clock.now();
		this.loading = origin.loading ?? false;
	}

	public get now(): MessageContent {
		const last = this.versions.at(-1);
		if (!last) throw new Error('a message always has a version');
		return last;
	}

	public get content(): string {
		return this.now.content;
	}

	public get attachments(): readonly APIAttachment[] {
		return this.now.attachments;
	}

	public get isEphemeral(): boolean {
		return this.origin.ephemeralFor !== undefined;
	}

	/** Everything a reader can read: content, embeds and text displays, line by line. */
	public get text(): string {
		return textOf(this.now);
	}

	/** Every component, nested ones too. */
	public get components(): readonly AnyComponent[] {
		return everyComponent(this.now.components);
	}

	public get buttons(): readonly {
		readonly label: string;
		readonly customId?: string;
		readonly url?: string;
		readonly disabled: boolean;
	}[] {
		return this.components.flatMap((component) => {
			if (component.type !== ComponentType.Button) return [];
			const label = 'label' in component ? (component.label ?? '') : '';
			const customId = 'custom_id' in component ? { customId: component.custom_id } : {};
			return [{ label, ...customId, ...('url' in component ? { url: component.url } : {}), disabled: component.disabled ?? false }];
		});
	}

	public edit(content: MessageContent): void {
		if (!this.loading) this.#editedTimestamp = new Date().toISOString();
		this.loading = false;
		this.versions.push(content);
	}

	/** As another message passes it on. */
	private toSnapshot(readable: boolean): object {
		const { content, embeds, components, attachments, flags, mentions } = this.now;
		const shown = readable ? { content, embeds, components, attachments } : { content: '', embeds: [], components: [], attachments: [] };
		const { channel } = this;
		return {
			message_reference: {
				...{ type: MessageReferenceType.Forward, channel_id: channel.id, message_id: this.id },
				...(channel.server ? { guild_id: channel.server.id } : {})
			},
			message_snapshots: [
				{
					message: {
						...shown,
						...{
							type: this.origin.type ?? MessageType.Default,
							flags,
							timestamp: this.#timestamp,
							edited_timestamp: this.#editedTimestamp
						},
						...{ mentions: mentions.users.map((user) => user.toWire()), mention_roles: mentions.roles.map((role) => role.id) }
					}
				}
			]
		};
	}

	/** As the bot reads it. Without the Message Content intent, other people's words are empty outside conversations and mentions. */
	public toWire(options: { readonly withContent: boolean }): object {
		const { bot } = this.channel.world;
		const { content, embeds, components, attachments, flags, mentions } = this.now;
		const ours = this.origin.author.id === bot.id || this.origin.interaction !== undefined;
		const readable = options.withContent || ours || this.channel.type === ChannelType.DM || mentions.users.includes(bot);
		const { origin } = this;
		return {
			...{
				id: this.id,
				channel_id: this.channel.id,
				author: origin.author,
				type: origin.type ?? MessageType.Default,
				tts: false,
				pinned: false
			},
			...(readable ? { content, embeds, components, attachments } : { content: '', embeds: [], components: [], attachments: [] }),
			flags: flags | (this.loading ? MessageFlags.Loading : 0) | (this.isEphemeral ? MessageFlags.Ephemeral : 0),
			...{ timestamp: this.#timestamp, edited_timestamp: this.#editedTimestamp },
			...{
				mentions: mentions.users.map((user) => user.toWire()),
				mention_roles: mentions.roles.map((role) => role.id),
				mention_everyone: mentions.everyone
			},
			...(origin.nonce === undefined ? {} : { nonce: origin.nonce }),
			...(origin.webhookId === undefined ? {} : { webhook_id: origin.webhookId }),
			...(origin.interaction ? { application_id: bot.id, webhook_id: bot.id, interaction_metadata: origin.interaction.toMetadata() } : {}),
			...(origin.replyTo
				? { message_reference: { channel_id: this.channel.id, message_id: origin.replyTo.id, type: MessageReferenceType.Default } }
				: {}),
			...(origin.forwarded ? origin.forwarded.toSnapshot(readable) : {})
		};
	}
}

function textOf({ content, embeds, components }: MessageContent): string {
	const embedded = embeds.flatMap((embed) => [
		embed.author?.name,
		embed.title,
		embed.description,
		...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
		embed.footer?.text
	]);
	const displayed = everyComponent(components).map((component) =>
		component.type === ComponentType.TextDisplay ? component.content : undefined
	);
	return [content, ...embedded, ...displayed].filter((line) => line !== undefined && line !== '').join('\n');
}
