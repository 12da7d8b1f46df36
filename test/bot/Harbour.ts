// The bot in a process of its own against the emulated Discord: one server, two channels, three people.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmulatorOptions } from '../support/discord/EmulatorOptions.js';
import { BotProcess, DiscordEmulator, type EmulatedChannel, type EmulatedServer, type Person } from '../support/discord/index.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const entry = fileURLToPath(new URL('../support/scripts/quickBot.ts', import.meta.url));

export interface HarbourOptions {
	readonly environment?: Readonly<Record<string, string>>;
	readonly emulator?: Partial<EmulatorOptions>;
	/** What the bot's process gives to `createApp`. */
	readonly app?: object;
	/** Default: true. */
	readonly started?: boolean;
}

export class Harbour {
	public readonly folder = temporaryFolder();
	public readonly server: EmulatedServer;
	public readonly channel: EmulatedChannel;
	/** Seen by those with Manage Server alone. */
	public readonly office: EmulatedChannel;
	public readonly ada: Person;
	public readonly bob: Person;
	/** Manages the server. */
	public readonly mayor: Person;
	/** In another server with the bot, and not in this one. */
	public readonly stranger: Person;
	public bot!: BotProcess;

	private constructor(
		public readonly discord: DiscordEmulator,
		private readonly options: HarbourOptions
	) {
		this.server = discord.server('Harbour');
		this.channel = this.server.textChannel('general');
		this.office = this.server.textChannel('office');
		const manager = this.server.role('mayor', ['ManageGuild']);
		this.ada = discord.person('ada');
		this.bob = discord.person('bob');
		this.mayor = discord.person('mayor');
		this.stranger = discord.person('stranger');
		for (const person of [this.ada, this.bob]) this.server.join(person);
		this.server.join(this.mayor, manager);
		this.office.deny(this.server.everyone, ['ViewChannel']);
		this.office.allow(manager, ['ViewChannel']);
		this.office.allow(discord.bot, ['ViewChannel']);
		discord.server('Elsewhere').join(this.stranger);
	}

	public static async open(options: HarbourOptions = {}): Promise<Harbour> {
		const discord = await DiscordEmulator.start({ acknowledgeWithinMs: 20_000, rateLimits: 'loose', ...options.emulator });
		const harbour = new Harbour(discord, options);
		if (options.started ?? true) await harbour.start();
		return harbour;
	}

	/** Starts the bot (again), and waits until it can be used. */
	public async start(environment: Readonly<Record<string, string>> = {}): Promise<BotProcess> {
		const identified = this.discord.gateway.identifies;
		this.launch(environment);
		const up = () => (this.discord.gateway.identifies > identified && this.bot.output.includes('ready as')) || !this.bot.running;
		await this.discord.until(up, 'the bot is ready', 60_000);
		if (!this.bot.running) throw new Error(`the bot ended: ${this.bot.output}`);
		return this.bot;
	}

	/** Starts the bot and waits for nothing. */
	public launch(environment: Readonly<Record<string, string>> = {}): BotProcess {
		this.bot = BotProcess.start(entry, this.discord, {
			cwd: this.folder,
			environment: {
				DATA_DIR: join(this.folder, 'data'),
				ALLOW_PRIVATE_ADDRESSES: '1',
				AUTOINTEL_TEST_CONTROL: this.folder,
				AUTOINTEL_TEST_OPTIONS: JSON.stringify(this.options.app ?? {}),
				...this.options.environment,
				...environment
			}
		});
		return this.bot;
	}

	/** Lets a workflow of that name go on. */
	public go(name: string): void {
		writeFileSync(join(this.folder, `${name}.go`), '');
	}

	/** Lets a workflow end that was asked to linger. */
	public end(name: string): void {
		writeFileSync(join(this.folder, `${name}.end`), '');
	}

	public async close(): Promise<void> {
		await this.bot?.kill();
		await this.discord.stop();
	}
}
