/** The bot: `npm start`. */
import { fail } from './leave.js';
import { readBotSettings } from './readBotSettings.js';
import { startBot } from './startBot.js';

try {
	await startBot(readBotSettings(process.env, process.cwd()));
} catch (error) {
	await fail(error);
}
