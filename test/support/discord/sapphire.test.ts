// A SapphireClient in a process of its own, which knows of the emulator only through its environment; and what a SIGKILL leaves behind.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { BotProcess, DiscordEmulator, type EmulatedChannel, type Person } from './index.js';

const send = 'POST /channels/:channel/messages';
const bot = fileURLToPath(new URL('fixtures/sapphireBot.ts', import.meta.url));

describe('emulated Discord: a SapphireClient in its own process', () => {
	let discord: DiscordEmulator;
	let channel: EmulatedChannel;
	let ada: Person;
	let running: BotProcess | undefined;
	const texts = () => ada.sees(channel).map(({ text }) => text);
	const start = async () => {
		const identified = discord.gateway.identifies;
		running = BotProcess.start(bot, discord);
		const up = () => (discord.gateway.identifies > identified && discord.commands.list().length === 1) || !running?.running;
		await discord.until(up, 'the bot is up', 20_000);
		assert.ok(running.running, running.output);
		return running;
	};

	beforeEach(async () => {
		discord = await DiscordEmulator.start();
		const server = discord.server('Harbour');
		channel = server.textChannel('general');
		ada = discord.person('ada');
		server.join(ada);
	});
	afterEach(async () => {
		await running?.kill();
		await discord.stop();
	});

	it('logs in, registers its commands in one write, answers, and leaves politely', async () => {
		const process = await start();
		assert.equal(discord.commands.writes, 1);
		ada.uses(channel, 'ping');
		await discord.until(() => texts().length === 2, 'the command ran');
		assert.deepEqual(texts(), ['accepted', `done for ${ada.mention}`]);
		await process.stop();
		assert.equal(process.exitCode, 0);
		assert.equal(discord.gateway.sessions.size, 0);
		assert.equal(process.output.includes(discord.token), false);
	});

	it('can be killed while a message is under way, before it takes effect or after, and starts anew', async () => {
		const first = await start();
		discord.faults.on(send).runBefore(async () => {
			await first.kill();
			return 'close';
		});
		ada.uses(channel, 'ping');
		await discord.until(() => !first.running && discord.gateway.connected.length === 0, 'it is dead');
		assert.deepEqual(texts(), ['accepted']);

		const second = await start();
		discord.faults.on(send).runAfter(() => second.kill());
		ada.uses(channel, 'ping');
		await discord.until(() => !second.running, 'it is dead again');
		assert.deepEqual(texts(), ['accepted', 'accepted', `done for ${ada.mention}`]);
		assert.deepEqual(
			discord.requests.of(send).map(({ applied }) => applied),
			[false, true]
		);
	});
});
