import { readSettings } from '#lib/config/readSettings';
import type { Settings } from '#lib/config/settingsSchema';
import { ConfigurationError } from '#lib/errors/ConfigurationError';

export type BotSettings = Settings & { readonly DISCORD_TOKEN: string };

/** @throws {ConfigurationError} `invalid-setting`, `token-missing` */
export function readBotSettings(environment: NodeJS.ProcessEnv, folder: string): BotSettings {
	const settings = readSettings(environment, folder);
	const { DISCORD_TOKEN } = settings;
	if (DISCORD_TOKEN === undefined) {
		throw new ConfigurationError('token-missing', 'DISCORD_TOKEN is not set, so there is no bot to start', {
			hint: "Put the bot's token into the environment or the file .env. Without Discord: autointel run SOURCE."
		});
	}
	return { ...settings, DISCORD_TOKEN };
}
