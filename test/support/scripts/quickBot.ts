/** The bot as `npm start` runs it, with the kind `quick` alone, and with what a test wants otherwise: AppOptions as JSON in the environment. */
import { fileURLToPath } from 'node:url';
import { fail } from '#root/leave';
import { readBotSettings } from '#root/readBotSettings';
import { startBot } from '#root/startBot';

const plugins = [fileURLToPath(new URL('../../fixtures/plugins/quick', import.meta.url))];

try {
	const options = JSON.parse(process.env['AUTOINTEL_TEST_OPTIONS'] ?? '{}');
	await startBot(readBotSettings(process.env, process.cwd()), { builtinPlugins: false, plugins, ...options });
} catch (error) {
	await fail(error);
}
