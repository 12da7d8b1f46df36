// A channel webhook: an address with a secret that posts to one channel.
import { randomBytes } from 'node:crypto';
import { type APIUser, type APIWebhook, WebhookType } from 'discord-api-types/v10';
import type { EmulatedChannel } from './EmulatedChannel.js';

export class EmulatedWebhook {
	readonly #token = randomBytes(48).toString('base64url');

	public constructor(
		public readonly channel: EmulatedChannel,
		public readonly id: string,
		public readonly name: string,
		/** Set where the bot itself made it; only then may it carry buttons. */
		public readonly applicationId: string | null = null
	) {}

	/** The address, as it is copied from Discord's settings. The secret is in it. */
	public get url(): string {
		return `${this.channel.world.apiUrl}/v10/webhooks/${this.id}/${this.#token}`;
	}

	public opensWith(token: string): boolean {
		return token === this.#token;
	}

	public author(name = this.name): APIUser {
		return { id: this.id, username: name, discriminator: '0000', global_name: null, avatar: null, bot: true };
	}

	public toWire(): APIWebhook {
		const place = { guild_id: this.channel.server?.id ?? '', channel_id: this.channel.id };
		const identity = {
			id: this.id,
			type: WebhookType.Incoming,
			name: this.name,
			avatar: null,
			application_id: this.applicationId
		} as const;
		return { ...identity, ...place, token: this.#token, url: this.url };
	}
}
