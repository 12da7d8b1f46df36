import { secretsOf } from '#lib/config/secretsOf';
import type { Settings } from '#lib/config/settingsSchema';
import { createLogger } from '#lib/logging/createLogger';
import { type App, type AppOptions, createApp } from '#root/app';
import { currentSettings } from './currentSettings.js';

/**
 * Opens everything for one command, and closes it after. Unless a level was asked for, the log only says what went wrong: the command
 * itself tells the rest.
 */
export async function withApp<Value>(use: (app: App) => Promise<Value>): Promise<Value> {
	return open(currentSettings(), use);
}

/** The same without any plugin: enough for what only the ledger is asked for, and it answers also when a plugin is broken. */
export async function withLedger<Value>(use: (app: App) => Promise<Value>): Promise<Value> {
	return open({ ...currentSettings(), AUTOINTEL_PLUGINS: [] }, use, { builtinPlugins: false });
}

async function open<Value>(settings: Settings, use: (app: App) => Promise<Value>, options: AppOptions = {}): Promise<Value> {
	const logger = createLogger({ level: process.env['LOG_LEVEL'] ? settings.LOG_LEVEL : 'error', secrets: secretsOf(settings) });
	const app = await createApp(settings, { ...options, logger });
	try {
		return await use(app);
	} finally {
		await app.close();
	}
}
