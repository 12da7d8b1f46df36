import { Routes } from 'discord-api-types/v10';
import type { Settings } from '#lib/config/settingsSchema';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import { DiscordRest } from '#lib/delivery/DiscordRest';
import { parseWebhook } from '#lib/delivery/WebhookAddress';
import type { Finding } from './Finding.js';

/** Asks Discord whether the webhooks are there, without posting anything. Their addresses are secret: no finding names them. */
export async function examineWebhooks(settings: Settings): Promise<readonly Finding[]> {
	const { OPERATOR_WEBHOOK_URL, RESULT_WEBHOOK_URL } = settings;
	const discord = new DiscordRest({ apiUrl: settings.DISCORD_API_URL, timeoutMs: 10_000 });
	try {
		return [
			OPERATOR_WEBHOOK_URL === undefined
				? { name: 'notices', state: 'missing', says: 'no OPERATOR_WEBHOOK_URL: what needs your attention is in the log alone' }
				: await examineOne(
						discord,
						'notices',
						'OPERATOR_WEBHOOK_URL',
						OPERATOR_WEBHOOK_URL,
						'what needs your attention is in the log alone'
					),
			...(RESULT_WEBHOOK_URL === undefined
				? []
				: [await examineOne(discord, 'result webhook', 'RESULT_WEBHOOK_URL', RESULT_WEBHOOK_URL, 'no result goes there')])
		];
	} finally {
		discord.close();
	}
}

async function examineOne(discord: DiscordRest, name: string, setting: string, address: string, cost: string): Promise<Finding> {
	const { id, token } = parseWebhook(address);
	try {
		await discord.withoutToken({ method: 'GET', path: Routes.webhook(id, token) });
		return { name, state: 'ok', says: `the webhook of ${setting} is there` };
	} catch (error) {
		const { kind, reason } = classifyFailure(error);
		const says =
			kind === 'gone'
				? `Discord knows no webhook at ${setting}: it was deleted, or its address is not complete. Until you set another one, ${cost}`
				: `whether the webhook of ${setting} is there cannot be asked now: ${reason.message}`;
		return { name, state: 'missing', says };
	}
}
