import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApplicationCommandRegistries, RegisterBehavior, SapphireClient } from '@sapphire/framework';
import { container, type Piece, type Store } from '@sapphire/pieces';
import { type ScheduledTask, ScheduledTaskStore } from '@sapphire/plugin-scheduled-tasks';
import '@sapphire/plugin-subcommands/register';
import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Options } from 'discord.js';
import { makeStoresStrict, makeStrict } from '#lib/discord/loadStrictly';
import { PinoLogger } from '#lib/discord/PinoLogger';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import type { RepeatedTask } from '#lib/tasks/TaskRunner';
import type { App } from '#root/app';

// Sapphire's stores are made by its client's constructor.
makeStoresStrict();
// One write for all commands; see the listener registerWhatChanged.
ApplicationCommandRegistries.setDefaultBehaviorWhenNotIdentical(RegisterBehavior.BulkOverwrite);

/**
 * The bot on Discord. Its pieces reach everything of ours through `container.app`. It needs to know of servers and their channels, and nothing
 * of what is written there.
 */
export class AutointelClient extends SapphireClient {
	readonly #app: App;

	public constructor(app: App) {
		super({
			intents: [GatewayIntentBits.Guilds],
			rest: { api: app.settings.DISCORD_API_URL },
			logger: { instance: new PinoLogger(app.logger) },
			// What is sent says by itself who is mentioned; nothing else mentions anybody.
			allowedMentions: { parse: [] },
			makeCache: Options.cacheWithLimits({
				...Options.DefaultMakeCacheSettings,
				MessageManager: 0,
				ReactionManager: 0,
				PresenceManager: 0
			}),
			baseUserDirectory: null,
			// The plugin's pieces and their store are used, its own runner is not: that needs Redis.
			tasks: { bull: { connection: {} } },
			loadApplicationCommandRegistriesStatusListeners: false,
			loadDefaultErrorListeners: false,
			loadSubcommandErrorListeners: false
		});
		this.#app = app;
		container.app = app;
		this.stores.register(new ScheduledTaskStore());
		makeStrict(this.stores.get('listeners') as unknown as Store<Piece>);
	}

	/**
	 * Loads all pieces, ours and those of plugins. Answers with those that have to be run again and again.
	 *
	 * @throws {ConfigurationError} names the file that cannot be loaded
	 */
	public async load(): Promise<readonly RepeatedTask[]> {
		const own = dirname(fileURLToPath(import.meta.url));
		for (const root of [own, ...this.#app.registry.plugins.map((plugin) => plugin.root)]) this.stores.registerPath(root);
		// One after the other: the first error is the one that is reported, whatever else is wrong.
		for (const store of this.stores.values()) await store.loadAll();
		return this.stores.get('scheduled-tasks').repeatedTasks.map(toRepeatedTask);
	}

	/** Calls back when Discord has ended the line for good: nothing here will open it again. */
	public onEnd(listener: (error: ConfigurationError) => unknown): void {
		this.on(Events.ShardDisconnect, ({ code }) => {
			const why = `${code}${GatewayCloseCodes[code] === undefined ? '' : `, ${GatewayCloseCodes[code]}`}`;
			listener(
				new ConfigurationError('gateway-refused', `Discord has closed the gateway for good (${why})`, {
					hint: 'Check DISCORD_TOKEN and the bot in the developer portal; autointel doctor looks at both.'
				})
			);
		});
	}

	/** Sapphire's own would load all pieces again; this bot may have to log in more than once. `load` comes first. */
	public override login(token?: string): Promise<string> {
		return Client.prototype.login.call(this, token);
	}
}

/** Times by pattern are understood by the plugin's own runner alone. */
function toRepeatedTask(task: ScheduledTask): RepeatedTask {
	const { name, interval, location } = task;
	if (interval === null) {
		throw new ConfigurationError('invalid-task', `${location.full}: the scheduled task "${name}" has a pattern; here it needs an interval`);
	}
	return { name, interval, run: async () => task.run(undefined) };
}

declare module '@sapphire/pieces' {
	interface Container {
		app: App;
	}
}
