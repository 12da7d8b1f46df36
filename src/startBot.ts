import { LogIn } from '#lib/discord/LogIn';
import { heartbeatTask } from '#lib/tasks/heartbeat';
import { TaskRunner } from '#lib/tasks/TaskRunner';
import { type AppOptions, createApp } from './app.js';
import { AutointelClient } from './client.js';
import { fail, leaveWhenAsked } from './leave.js';
import type { BotSettings } from './readBotSettings.js';
import { Shutdown } from './Shutdown.js';

/**
 * Everything that the bot is: what runs and delivers workflows, whether Discord can be reached or not, and the client that members talk to.
 * Answers when the bot is logged in; from then on it ends the process by itself.
 *
 * @throws {ConfigurationError} what keeps it from starting
 */
export async function startBot(settings: BotSettings, options: AppOptions = {}): Promise<void> {
	const app = await createApp(settings, options);
	const client = new AutointelClient(app);
	const heartbeat = heartbeatTask(settings, { ledger: app.ledger, standingStill: () => tasks.standingStill() });
	const tasks: TaskRunner = new TaskRunner([...(await client.load()), heartbeat], app.logger);

	const shutdown = new Shutdown(
		[
			{ name: 'the intake', withinMs: 100, run: () => app.requests.close() },
			{ name: 'the workflows', withinMs: 6_000, run: () => Promise.all([app.engine.stop('shutdown'), app.vectors.stop(), tasks.stop()]) },
			{ name: 'what is being sent', withinMs: 1_000, run: () => Promise.all([app.requests.drained(), app.delivery.stop()]) },
			{ name: 'the gateway', withinMs: 1_000, run: () => client.destroy() },
			{ name: 'the ledger', withinMs: 1_000, run: () => app.close() }
		],
		app.logger
	);
	leaveWhenAsked(shutdown, app.logger);
	client.onEnd((error) => fail(error, shutdown));

	app.engine.events.on('workflow', () => {
		tasks.soon('deliver');
		tasks.soon('vectors');
	});
	app.engine.start();
	tasks.start();

	const logIn = new LogIn(client, { token: settings.DISCORD_TOKEN, patient: settings.AUTO_FALLBACK_HEADLESS }, app.logger);
	await logIn.run(shutdown.signal).catch((error: unknown) => fail(error, shutdown));
}
