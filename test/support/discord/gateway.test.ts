// The gateway, as the real client lives through it: log-in, intents, lost lines, resumed and lost sessions.
import assert from 'node:assert/strict';
import { type EventEmitter, once } from 'node:events';
import { Client, Events, GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import WebSocket from 'ws';
import { connect } from './helpers/connect.js';
import { noTasks } from './helpers/noTasks.js';
import { DiscordEmulator, type EmulatedChannel, type EmulatorOptions, type Person } from './index.js';

describe('emulated Discord: gateway', () => {
	let discord: DiscordEmulator;
	let channel: EmulatedChannel;
	let ada: Person;
	const clients: Client[] = [];

	const open = async (options: Partial<EmulatorOptions> = {}) => {
		discord = await DiscordEmulator.start(options);
		const server = discord.server('Harbour');
		channel = server.textChannel('general');
		ada = discord.person('ada');
		server.join(ada);
	};
	const client = async (options: Parameters<typeof connect>[1] = {}) => {
		const connected = await connect(discord, options);
		clients.push(connected);
		return connected;
	};
	const heardBy = (connected: Client) => {
		const heard: string[] = [];
		connected.on(Events.MessageCreate, (message) => heard.push(message.id));
		return heard;
	};
	afterEach(async () => {
		for (const connected of clients.splice(0)) await connected.destroy();
		await discord.stop();
	});

	it('greets with the server, its channels and the bot in it', async () => {
		await open();
		const connected = await client();
		assert.equal(connected.user.username, 'autointel');
		assert.equal(connected.guilds.cache.first()?.channels.cache.get(channel.id)?.name, 'general');
		assert.equal((await connected.application.fetch()).id, connected.user.id);
	});

	it('refuses a wrong token: 401 over HTTP, 4004 on the line', async () => {
		await open();
		const stranger = new Client({ intents: [], ...noTasks, rest: { api: discord.apiUrl } });
		clients.push(stranger);
		await assert.rejects(stranger.login('wrong'));
		assert.equal(discord.requests.invalid.length, 1);
		assert.equal(
			await closeCodeAfter({ op: GatewayOpcodes.Identify, d: { token: 'wrong', intents: 0, properties: {} } }),
			GatewayCloseCodes.AuthenticationFailed
		);
	});

	it('refuses intents that are not switched on (4014) or do not exist (4013)', async () => {
		await open();
		const identify = (intents: number) =>
			closeCodeAfter({ op: GatewayOpcodes.Identify, d: { token: discord.token, intents, properties: {} } });
		assert.equal(await identify(GatewayIntentBits.MessageContent), GatewayCloseCodes.DisallowedIntents);
		assert.equal(await identify(2 ** 30), GatewayCloseCodes.InvalidIntents);
	});

	it('ends the line for clients that break the rules', async () => {
		await open();
		assert.equal(await closeCodeAfter({ op: 99, d: null }), GatewayCloseCodes.UnknownOpcode);
		assert.equal(await closeCodeAfter('no json'), GatewayCloseCodes.DecodeError);
		assert.equal(await closeCodeAfter({ op: GatewayOpcodes.PresenceUpdate, d: {} }), GatewayCloseCodes.NotAuthenticated);
		const compressed = new WebSocket(`${discord.world.baseUrl.replace('http', 'ws')}/gateway?v=10&encoding=json&compress=zlib-stream`);
		const [error] = (await once(compressed, 'error')) as [Error];
		assert.match(error.message, /400/);
	});

	it('tells of messages by intent, without content where that intent is missing', async () => {
		await open({ privilegedIntents: ['MessageContent'] });
		const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
		const deaf = await client({ intents: [Guilds] });
		const reader = await client({ intents: [Guilds, GuildMessages, MessageContent] });
		const glimpser = await client({ intents: [Guilds, GuildMessages] });
		const contents: string[] = [];
		const heardByDeaf = heardBy(deaf);
		reader.on(Events.MessageCreate, (message) => contents.push(`read: ${message.content}`));
		glimpser.on(Events.MessageCreate, (message) => contents.push(`glimpsed: ${message.content}`));
		ada.writes(channel, 'hello');
		await discord.until(() => contents.length === 2, 'both hear of it');
		assert.deepEqual(contents.sort(), ['glimpsed: ', 'read: hello']);
		channel.deny(discord.bot, ['ViewChannel']);
		ada.writes(channel, 'unseen');
		channel.allow(discord.bot, ['ViewChannel']);
		ada.writes(channel, 'seen');
		await discord.until(() => contents.length === 4, 'both hear of the next one they can see');
		assert.deepEqual(contents.slice(2).sort(), ['glimpsed: ', 'read: seen']);
		assert.deepEqual(heardByDeaf, []);
	});

	it('resumes a dropped line and replays what was missed, once', async () => {
		await open();
		const connected = await client();
		const heard = heardBy(connected);
		// discord.js shows a message once even if it comes twice: count what came.
		const packets: string[] = [];
		// The typings leave this event out.
		(connected as unknown as EventEmitter).on(Events.Raw, ({ t }: { readonly t: string }) => packets.push(t));
		const before = ada.writes(channel, 'before');
		await discord.until(() => heard.length === 1, 'it hears');
		discord.gateway.drop();
		const missed = ada.writes(channel, 'missed');
		await discord.until(() => heard.length === 2, 'it hears what it missed');
		assert.deepEqual(heard, [before.id, missed.id]);
		await discord.until(() => packets.includes('RESUMED'), 'it was told that this is all');
		assert.deepEqual(packets, ['MESSAGE_CREATE', 'MESSAGE_CREATE', 'RESUMED']);
		assert.deepEqual([discord.gateway.identifies, discord.gateway.resumes], [1, 1]);
	});

	it('resumes when asked to reconnect (op 7), and after a resumable op 9', async () => {
		await open();
		const heard = heardBy(await client());
		discord.gateway.askToReconnect();
		await discord.until(() => discord.gateway.resumes === 1 && discord.gateway.connected.length === 1, 'resumed after op 7');
		discord.gateway.invalidate(true);
		await discord.until(() => discord.gateway.resumes === 2 && discord.gateway.connected.length === 1, 'resumed after op 9');
		ada.writes(channel, 'x');
		await discord.until(() => heard.length === 1, 'it hears again');
		assert.equal(discord.gateway.identifies, 1);
	});

	it('starts anew after op 9 without a session, and what happened between is lost', async () => {
		await open();
		const heard = heardBy(await client());
		discord.gateway.invalidate(false);
		ada.writes(channel, 'lost');
		await discord.until(() => discord.gateway.identifies === 2, 'identified again');
		const after = ada.writes(channel, 'after');
		await discord.until(() => heard.length > 0, 'it hears again');
		assert.deepEqual(heard, [after.id]);
	});

	it('answers the resume of a forgotten session with op 9', async () => {
		await open();
		const connected = await client();
		const ready = once(connected, Events.ShardReady);
		discord.gateway.forgetSessions();
		discord.gateway.drop();
		await ready;
		assert.equal(discord.gateway.identifies, 2);
		assert.equal(discord.gateway.resumes, 0);
	});

	it('can refuse new connections for a while', async () => {
		await open();
		const heard = heardBy(await client());
		discord.gateway.refusesConnections = true;
		discord.gateway.drop();
		const missed = ada.writes(channel, 'missed');
		await discord.until(() => discord.gateway.refusals > 0, 'the client tried in vain');
		discord.gateway.refusesConnections = false;
		await discord.until(() => heard.length === 1, 'it hears again');
		assert.deepEqual(heard, [missed.id]);
	});

	it('keeps the session after any close code but 1000 and 1001', async () => {
		await open();
		const connected = await client();
		discord.gateway.close(GatewayCloseCodes.UnknownError);
		await discord.until(() => discord.gateway.resumes === 1 && discord.gateway.connected.length === 1, 'resumed');
		await connected.destroy();
		await discord.until(() => discord.gateway.sessions.size === 0, 'the session is over');
		assert.equal(discord.gateway.closeCodes.at(-1), 1000);
	});

	it('is taken for a zombie when it acknowledges no heartbeat', async () => {
		await open({ heartbeatIntervalMs: 60 });
		discord.gateway.acknowledgesHeartbeats = false;
		await client();
		await discord.until(() => discord.gateway.resumes > 0, 'the client gave the line up and resumed');
		discord.gateway.acknowledgesHeartbeats = true;
		assert.ok(discord.gateway.heartbeats > 0);
	});

	it('can be away: connections are refused, and the client comes back by itself', async () => {
		await open();
		const connected = await client();
		const rest = () => connected.rest.get('/users/@me');
		await discord.goesAway();
		// The first request may still use a connection that was open, and finds it closed.
		await assert.rejects(rest());
		await assert.rejects(rest(), { code: 'ECONNREFUSED' });
		await discord.comesBack();
		await discord.until(() => discord.gateway.connected.length === 1, 'back on the line');
		await rest();
	});

	/** What the server closes a raw connection with after it got one payload. */
	async function closeCodeAfter(payload: object | string): Promise<number> {
		const socket = new WebSocket(`${discord.world.baseUrl.replace('http', 'ws')}/gateway?v=10&encoding=json`);
		const closed = once(socket, 'close') as Promise<[number]>;
		await once(socket, 'message');
		socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
		const [code] = await closed;
		return code;
	}
});
