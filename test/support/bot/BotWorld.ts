import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeliverySettings } from '#lib/delivery/DeliverySettings';
import type { LedgerTables, OutboxRow } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import type { WorkflowStatus } from '#lib/workflow/status';
import {
	BotProcess,
	DiscordEmulator,
	type EmulatedChannel,
	type EmulatedInteraction,
	type EmulatorOptions,
	type Person
} from '../discord/index.js';
import type { EmulatedMessage } from '../discord/model/EmulatedMessage.js';
import type { EmulatedServer } from '../discord/model/EmulatedServer.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { type Hold, heldFile, holdsFile } from './holdWrites.js';

const promiseBot = fileURLToPath(new URL('../scripts/promiseBot.ts', import.meta.url));
/** A machine that runs other tests as well is slow, and no test is about speed. Milliseconds. */
const patienceMs = 60_000;

export interface BotWorldOptions {
	readonly discord?: Partial<EmulatorOptions>;
	readonly environment?: Readonly<Record<string, string>>;
	readonly delivery?: Partial<DeliverySettings>;
}

export interface Ask {
	/** What is wanted of the stages: `wait`, `linger`, `broken`, `emit`. */
	readonly wishes?: readonly string[];
	readonly by?: Person;
	readonly in?: EmulatedChannel;
	readonly private?: boolean;
}

/** The emulated Discord with a server, a channel and ada, a data folder, and the bot in a process of its own. */
export class BotWorld {
	public readonly server: EmulatedServer;
	public readonly channel: EmulatedChannel;
	public readonly ada: Person;
	public readonly data = join(temporaryFolder(), 'data');
	readonly #control = temporaryFolder();
	readonly #bots: BotProcess[] = [];
	readonly #options: BotWorldOptions;

	private constructor(
		public readonly discord: DiscordEmulator,
		options: BotWorldOptions
	) {
		this.#options = options;
		this.server = discord.server('Harbour');
		this.channel = this.server.textChannel('general');
		this.ada = this.member('ada');
	}

	public static async open(options: BotWorldOptions = {}): Promise<BotWorld> {
		const discord = await DiscordEmulator.start({ acknowledgeWithinMs: 60_000, ...options.discord });
		return new BotWorld(discord, options);
	}

	/** Opens a world in which the bot is up. */
	public static async withBot(options: BotWorldOptions = {}): Promise<BotWorld> {
		const world = await BotWorld.open(options);
		await world.start();
		return world;
	}

	public member(name: string, server = this.server): Person {
		const person = this.discord.person(name);
		server.join(person);
		return person;
	}

	/** The bot that was started last. */
	public get bot(): BotProcess {
		return this.#bots.at(-1) ?? assert.fail('no bot was started');
	}

	/** What all bots have printed. */
	public get output(): string {
		return this.#bots.map(({ output }) => output).join('');
	}

	/** Starts a bot on the data folder, beside those that run, and waits until it is up. */
	public async start(options: Omit<BotWorldOptions, 'discord'> = {}): Promise<BotProcess> {
		const { gateway } = this.discord;
		const identified = gateway.identifies;
		const bot = this.launch(options);
		const isUp = () =>
			(gateway.identifies > identified && gateway.connected.length > 0 && this.discord.commands.list().length > 0) || !bot.running;
		await this.until(isUp, 'the bot is up');
		assert.ok(bot.running, bot.output);
		return bot;
	}

	/** Starts a bot without waiting for it. */
	public launch({ environment, delivery }: Omit<BotWorldOptions, 'discord'> = {}): BotProcess {
		mkdirSync(this.data, { recursive: true });
		const bot = BotProcess.start(promiseBot, this.discord, {
			environment: {
				DATA_DIR: this.data,
				LOG_LEVEL: 'debug',
				WORKFLOWS_PER_USER: '1000',
				...this.#options.environment,
				...environment,
				AUTOINTEL_TEST_CONTROL: this.#control,
				AUTOINTEL_TEST_DELIVERY: JSON.stringify({ ...this.#options.delivery, ...delivery })
			}
		});
		this.#bots.push(bot);
		return bot;
	}

	/** Writes that never come back in the bots that run now, and in those that are started from now on. */
	public hold(holds: readonly Hold[]): void {
		// A bot may be reading it.
		const draft = join(this.#control, `${holdsFile}.draft`);
		writeFileSync(draft, JSON.stringify(holds));
		renameSync(draft, join(this.#control, holdsFile));
	}

	/** Holds that were ever reached. */
	public get held(): readonly Hold[] {
		const file = join(this.#control, heldFile);
		const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
		return lines.slice(0, -1).map((line) => JSON.parse(line));
	}

	/** `/autointel run` with an address of that name. */
	public run(name: string, { wishes = [], by = this.ada, in: channel = this.channel, ...options }: Ask = {}): EmulatedInteraction {
		const url = `https://example.com/${name}?${wishes.join('&')}`;
		return by.uses(channel, 'autointel run', { url, ...options });
	}

	/** Lets a workflow go on that was asked to wait. */
	public go(name: string): void {
		writeFileSync(join(this.#control, `${name}.go`), '');
	}

	/** Lets a workflow end that was asked to linger. */
	public end(name: string): void {
		writeFileSync(join(this.#control, `${name}.end`), '');
	}

	/** Lets a workflow succeed that was broken. */
	public mend(name: string): void {
		writeFileSync(join(this.#control, `${name}.mended`), '');
	}

	/** The stages that have run for a name, in their order. */
	public ran(name: string): readonly string[] {
		const file = join(this.#control, `${name}.log`);
		return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
	}

	public untilRan(name: string, stage = 'quick-read'): Promise<unknown> {
		return this.until(() => this.ran(name).includes(stage), `${stage} of ${name} runs`);
	}

	/** Messages anywhere in Discord that show the result of a name, deleted ones not. */
	public resultsOf(name: string): readonly EmulatedMessage[] {
		return this.messages().filter(({ text }) => text.includes(`The answer to ${name} is 42.`));
	}

	/** All messages that somebody can see, ephemeral ones too. */
	public messages(): readonly EmulatedMessage[] {
		const { channels, users } = this.discord.world;
		const ephemerals = [...users.values()].flatMap((user) => [...user.ephemerals]);
		const others = [...channels.values()].flatMap((channel) => [...channel.messages.values()]);
		return [...new Set([...others, ...ephemerals])].filter(({ deleted }) => !deleted);
	}

	/** Waits until nothing is left to be sent, and answers with the one message that shows the result. */
	public async deliveredOnce(name: string): Promise<EmulatedMessage> {
		await this.until(() => this.resultsOf(name).length > 0, `the result of ${name} is there`);
		await this.settled(name);
		const found = this.resultsOf(name);
		assert.equal(found.length, 1, `${name}: ${found.map(({ channel, text }) => `${channel.name}: ${text}`).join('\n---\n')}`);
		return found[0] ?? assert.fail();
	}

	/** Waits until nothing of a name, or of all, is left to be sent: it is over, and everything of it is delivered or held. */
	public async settled(name?: string): Promise<void> {
		await this.until(
			async () => {
				const [outbox, workflows] = await Promise.all([this.outbox(), this.workflows(name)]);
				const ids = new Set(workflows.map(({ id }) => id));
				const own = outbox.filter(({ workflowId }) => ids.has(workflowId));
				const isOver = workflows.every(({ status }) => status !== 'queued' && status !== 'running');
				return isOver && own.every(({ status }) => status === 'delivered' || status === 'held');
			},
			`nothing of ${name ?? 'all'} is left to be sent`
		);
	}

	public outbox(): Promise<readonly OutboxRow[]> {
		return this.ledger((db) => db.selectFrom('outbox').selectAll().orderBy('createdAt').execute());
	}

	/** Workflows, or those of a name, oldest first. */
	public async workflows(name?: string): Promise<readonly { readonly id: string; readonly status: WorkflowStatus }[]> {
		const rows = await this.ledger((db) => db.selectFrom('workflows').selectAll().orderBy('acceptedAt').execute());
		return rows.filter(({ sourceJson }) => name === undefined || sourceJson.includes(`/${name}?`));
	}

	/** Looks into the ledger, as another process could. */
	public async ledger<Value>(use: (db: ReturnType<typeof openSqlite<LedgerTables>>) => Promise<Value>): Promise<Value> {
		const db = openSqlite<LedgerTables>(join(this.data, 'autointel.db'));
		return use(db).finally(() => db.destroy());
	}

	public async until<Value>(condition: () => Value | Promise<Value>, description: string): Promise<unknown> {
		try {
			return await this.discord.until(condition, description, patienceMs);
		} catch (error) {
			const outbox = await this.outbox().catch(() => []);
			const rows = outbox.map(({ id, kind, status, route, attempts, reasonJson, triedJson }) =>
				JSON.stringify({ id, kind, status, route, attempts, reasonJson, triedJson })
			);
			throw new Error([error instanceof Error ? error.message : error, 'outbox:', ...rows, 'log:', this.output.slice(-3000)].join('\n'));
		}
	}

	/** Ends everything. No secret of Discord may have been printed by then. */
	public async close(): Promise<void> {
		await Promise.all(this.#bots.map((bot) => bot.kill()));
		await this.discord.stop();
		assert.equal(this.output.includes(this.discord.token), false, 'the bot token is in the log');
		for (const interaction of this.discord.world.interactions.values()) {
			for (const word of this.output.match(/[\w-]{100,}/g) ?? []) assert.equal(interaction.opensWith(word), false, 'a token is in the log');
		}
	}
}
