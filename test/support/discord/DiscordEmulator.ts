// Discord on loopback, for a bot that is not told: start it, give the bot `discord.environment`, let people act, look at what they see.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { defaultOptions, type EmulatorOptions } from './EmulatorOptions.js';
import { Faults } from './faults/Faults.js';
import { Gateway } from './gateway/Gateway.js';
import type { EmulatedServer } from './model/EmulatedServer.js';
import type { EmulatedUser } from './model/EmulatedUser.js';
import type { Permission } from './model/Permission.js';
import { World } from './model/World.js';
import { Person } from './people/Person.js';
import { RequestLog } from './rest/RequestLog.js';
import { RestApi } from './rest/RestApi.js';
import { nameOf } from './rest/Route.js';
import { routes } from './rest/routes/index.js';
import { serveFile } from './rest/serveFile.js';
import { until } from './until.js';

export class DiscordEmulator {
	public readonly requests = new RequestLog();
	public readonly faults = new Faults(routes.map(nameOf));
	public readonly gateway: Gateway;
	public readonly world: World;
	/** The bot's token. Never print it. */
	public readonly token: string;
	/** Errors of the emulator itself; `stop` throws the first of them. */
	readonly #errors: unknown[] = [];
	readonly #api: RestApi;
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();

	private constructor(options: EmulatorOptions) {
		this.world = new World(options);
		this.token =
			options.token ??
			[Buffer.from(this.world.bot.id).toString('base64url'), randomBytes(4).toString('hex'), randomBytes(24).toString('base64url')].join(
				'.'
			);
		this.gateway = new Gateway(this.world, this.token);
		this.#api = new RestApi(this.world, this.requests, this.faults, this.token);
		this.#server = createServer((message, response) => void this.#handle(message, response));
		this.#server.on('connection', (socket) => {
			this.#sockets.add(socket);
			socket.once('close', () => this.#sockets.delete(socket));
		});
		this.#server.on('upgrade', (message, socket, head) => {
			socket.on('error', () => socket.destroy());
			this.gateway.upgrade(message, socket, head);
		});
	}

	/** Listens on a free port of 127.0.0.1. */
	public static async start(options: Partial<EmulatorOptions> = {}): Promise<DiscordEmulator> {
		const emulator = new DiscordEmulator({ ...defaultOptions(), ...options });
		await emulator.#listen(0);
		const { port } = emulator.#server.address() as AddressInfo;
		emulator.world.baseUrl = `http://127.0.0.1:${port}`;
		return emulator;
	}

	/** Ends every connection. If the emulator itself broke meanwhile, this throws what broke. */
	public async stop(): Promise<void> {
		this.faults.clear();
		await this.#close();
		if (this.#errors.length > 0) throw this.#errors[0];
	}

	/** Nobody listens: connections are refused until `comesBack`. */
	public async goesAway(): Promise<void> {
		await this.#close();
	}

	public async comesBack(): Promise<void> {
		await this.#listen(Number(new URL(this.world.baseUrl).port));
	}

	/** The API's base without a version, as `rest.api` takes it. */
	public get apiUrl(): string {
		return this.world.apiUrl;
	}

	/** What the bot's process needs to find the emulator instead of Discord. */
	public get environment(): { readonly DISCORD_TOKEN: string; readonly DISCORD_API_URL: string } {
		return { DISCORD_TOKEN: this.token, DISCORD_API_URL: this.apiUrl };
	}

	/** Can be changed while it runs. */
	public get options(): EmulatorOptions {
		return this.world.options;
	}

	public get clock(): World['clock'] {
		return this.world.clock;
	}

	public get commands(): World['commands'] {
		return this.world.commands;
	}

	public get attachments(): World['attachments'] {
		return this.world.attachments;
	}

	public get bot(): EmulatedUser {
		return this.world.bot;
	}

	public person(username: string): Person {
		const person = new Person(this.world, this.world.ids.next(), username);
		this.world.users.set(person.id, person);
		return person;
	}

	/** A server with the bot in it, and permissions for it beyond what every member has. `bot: false`: without. */
	public server(
		name: string,
		settings: { readonly owner?: Person; readonly bot?: boolean; readonly botPermissions?: readonly Permission[] } = {}
	): EmulatedServer {
		const server = this.world.createServer(name, settings.owner ?? this.person(`owner of ${name}`));
		if (settings.bot !== false) {
			const roles = settings.botPermissions ? [server.role(this.bot.username, settings.botPermissions)] : [];
			server.join(this.bot, ...roles);
		}
		return server;
	}

	/** Until the condition holds; what it returned. Throws after `timeoutMs` with the description and the last requests, without tokens. */
	public until<T>(
		condition: () => T | Promise<T>,
		description: string,
		timeoutMs = 10_000
	): Promise<Exclude<T, undefined | null | false | 0 | ''>> {
		const report = () => `last requests:\n${this.requests.all.slice(-15).join('\n')}`;
		return until(this.world, condition, description, timeoutMs, report);
	}

	/** Until a bot is logged in. */
	public async botConnected(timeoutMs = 30_000): Promise<void> {
		await this.until(() => this.gateway.connected.length > 0, 'the bot is connected to the gateway', timeoutMs);
	}

	async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
		try {
			const url = new URL(message.url ?? '/', this.world.baseUrl);
			if (url.pathname.startsWith('/cdn/')) serveFile(this.world, url, response);
			else await this.#api.handle(message, response, url);
		} catch (error) {
			// A caller that went away in the middle of its own request is no error of ours.
			if (message.destroyed && !message.complete) return;
			this.#errors.push(error);
			response.writeHead(500, { 'content-type': 'text/plain' }).end('the emulator broke, see stop()');
		}
	}

	#listen(port: number): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(port, '127.0.0.1', () => {
				this.#server.off('error', reject);
				resolve();
			});
		});
	}

	#close(): Promise<void> {
		return new Promise((resolve) => {
			this.#server.close(() => resolve());
			for (const socket of this.#sockets) socket.destroy();
		});
	}
}
