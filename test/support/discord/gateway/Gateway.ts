// The gateway: sessions, who is told what, and what a test can do to the line.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import type { EmulatedMessage } from '../model/EmulatedMessage.js';
import type { Announcement, World } from '../model/World.js';
import { gatewayUrl } from '../rest/routes/gateway.js';
import { GatewayConnection } from './GatewayConnection.js';
import { GatewaySession } from './GatewaySession.js';
import { everyIntent, intentsFor } from './intentsFor.js';

export class Gateway {
	public readonly sessions = new Map<string, GatewaySession>();
	/** False: heartbeats stay unanswered, and a good client takes the connection for a zombie. */
	public acknowledgesHeartbeats = true;
	/** True: no new connection is taken. */
	public refusesConnections = false;
	/** Counted since the start, for tests to compare. */
	public heartbeats = 0;
	public identifies = 0;
	public resumes = 0;
	public refusals = 0;
	/** How connections ended, newest last: close codes as the server saw them. */
	public readonly closeCodes: number[] = [];
	readonly #world: World;
	readonly #token: string;
	readonly #connections = new Set<GatewayConnection>();
	readonly #sockets = new WebSocketServer({ noServer: true });

	public constructor(world: World, token: string) {
		this.#world = world;
		this.#token = token;
		world.events.on('announcement', (announcement) => this.#tell(announcement));
	}

	public get heartbeatIntervalMs(): number {
		return this.#world.options.heartbeatIntervalMs;
	}

	/** Sessions with a live connection. */
	public get connected(): readonly GatewaySession[] {
		return [...this.sessions.values()].filter((session) => session.connection !== undefined);
	}

	/** The line goes dead; the session waits to be resumed. */
	public drop(): void {
		for (const connection of this.#connections) connection.drop();
	}

	public close(code: GatewayCloseCodes | number): void {
		for (const connection of this.#connections) connection.close(code);
	}

	/** Opcode 7: connect again and resume. */
	public askToReconnect(): void {
		for (const connection of this.#connections) connection.send({ op: GatewayOpcodes.Reconnect, d: null });
	}

	/** Opcode 9. Not resumable: the session is gone and what happens until the next identify is lost. */
	public invalidate(resumable: boolean): void {
		if (!resumable) this.sessions.clear();
		for (const connection of this.#connections) connection.send({ op: GatewayOpcodes.InvalidSession, d: resumable });
	}

	/** Forgets every session without a word: the next resume gets opcode 9. */
	public forgetSessions(): void {
		this.sessions.clear();
	}

	public upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
		const query = new URL(message.url ?? '/', 'http://localhost').searchParams;
		const compressed = query.get('compress') !== null || (query.get('encoding') ?? 'json') !== 'json';
		if (this.refusesConnections || compressed) {
			this.refusals++;
			const status = compressed ? '400 Bad Request' : '503 Service Unavailable';
			const reason = compressed ? 'only uncompressed JSON is emulated' : 'the gateway is down';
			socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: ${reason.length}\r\n\r\n${reason}`);
			return;
		}
		this.#sockets.handleUpgrade(message, socket, head, (webSocket) => {
			if (query.get('v') !== '10') return webSocket.close(GatewayCloseCodes.InvalidAPIVersion);
			this.#connections.add(new GatewayConnection(webSocket, this));
		});
	}

	public knows(token: string): boolean {
		return token === this.#token;
	}

	/** The close code for an identify that is not accepted. */
	public refusalOf(identify: { readonly token: string; readonly intents: number }): GatewayCloseCodes | undefined {
		if (!this.knows(identify.token)) return GatewayCloseCodes.AuthenticationFailed;
		if ((identify.intents & ~everyIntent) !== 0) return GatewayCloseCodes.InvalidIntents;
		const granted = this.#world.options.privilegedIntents;
		const privileged = ['GuildMembers', 'GuildPresences', 'MessageContent'] as const;
		const disallowed = privileged.some((name) => (identify.intents & GatewayIntentBits[name]) !== 0 && !granted.includes(name));
		return disallowed ? GatewayCloseCodes.DisallowedIntents : undefined;
	}

	public open(connection: GatewayConnection, intents: number): void {
		this.identifies++;
		const session = new GatewaySession(intents);
		this.sessions.set(session.id, session);
		session.connection = connection;
		connection.session = session;
		const { bot, servers } = this.#world;
		const own = [...servers.values()].filter((server) => server.hasBot);
		session.dispatch(GatewayDispatchEvents.Ready, {
			...{ v: 10, user: bot.toWire(), guilds: own.map(({ id }) => ({ id, unavailable: true })), session_id: session.id },
			...{ resume_gateway_url: gatewayUrl(this.#world), shard: [0, 1], application: { id: bot.id, flags: 0 } }
		});
		if ((intents & GatewayIntentBits.Guilds) !== 0) {
			for (const server of own) session.dispatch(GatewayDispatchEvents.GuildCreate, server.toGuildCreate());
		}
		this.#world.changed();
	}

	public resume(connection: GatewayConnection, session: GatewaySession, since: number): void {
		this.resumes++;
		connection.session = session;
		session.replay(connection, since);
		this.#world.changed();
	}

	/** 1000 and 1001 end the session; after everything else it can be resumed. */
	public closed(connection: GatewayConnection, code: number): void {
		this.#connections.delete(connection);
		this.closeCodes.push(code);
		const { session } = connection;
		if (session?.connection === connection) {
			session.connection = undefined;
			if (code === 1000 || code === 1001) this.sessions.delete(session.id);
		}
		this.#world.changed();
	}

	public sendMembers(session: GatewaySession, request: unknown): void {
		const { guild_id: id, nonce } = request as { guild_id?: string; nonce?: string };
		const server = this.#world.servers.get(id ?? '');
		if (!server?.hasBot) return;
		const members = [...server.members.values()].map((member) => member.toWire());
		session.dispatch(GatewayDispatchEvents.GuildMembersChunk, { guild_id: server.id, members, chunk_index: 0, chunk_count: 1, nonce });
	}

	#tell({ event, data, server, message }: Announcement): void {
		if (server && !server.hasBot) return;
		if (message && !message.channel.allows(this.#world.bot, 'ViewChannel')) return;
		const needed = intentsFor(event, server !== undefined || 'guild_id' in data || event.startsWith('GUILD_'));
		for (const session of this.sessions.values()) {
			if (needed !== 0 && (session.intents & needed) === 0) continue;
			session.dispatch(event, message ? { ...data, ...asEvent(message, session.intents) } : data);
		}
	}
}

function asEvent(message: EmulatedMessage, intents: number): object {
	const member = message.channel.server?.members.get(message.origin.author.id);
	const withContent = (intents & GatewayIntentBits.MessageContent) !== 0;
	return { ...message.toWire({ withContent }), ...(member ? { member: member.withoutUser() } : {}) };
}
