import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BotProcess, DiscordEmulator } from '../test/support/discord/index.js';

const script = (name: string) => fileURLToPath(new URL(`scripts/${name}.ts`, import.meta.url));
const townHall = readFileSync(new URL('../examples/town-hall.vtt', import.meta.url));
const workflows = 50;
const longestMs = 900_000;

/**
 * How long the bot's timers were held up while 50 members had the town hall analysed at the same time and a second process wrote to the same
 * ledger. Prints p99 and maximum in milliseconds.
 */
export async function botEventLoop(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'autointel-bench-'));
	const file = join(folder, 'event-loop.json');
	mkdirSync(join(folder, 'data'));
	const discord = await DiscordEmulator.start({ acknowledgeWithinMs: longestMs });
	const server = discord.server('Harbour');
	const channel = server.textChannel('general');
	const bot = BotProcess.start(script('measuredBot'), discord, {
		environment: {
			DATA_DIR: join(folder, 'data'),
			WORKFLOW_CONCURRENCY: String(workflows),
			LOG_LEVEL: 'warn',
			// The emulator's own files lie on this machine.
			ALLOW_PRIVATE_ADDRESSES: '1',
			AUTOINTEL_BENCH_FILE: file
		}
	});
	await discord.until(() => discord.commands.list().length > 0 || !bot.running, 'the bot is up', 60_000);
	if (!bot.running) throw new Error(bot.output);
	const writer = spawn(
		process.execPath,
		['--conditions=autointel-source', '--import=tsx/esm', script('busyWriter'), join(folder, 'data', 'autointel.db')],
		{ stdio: 'ignore' }
	);
	try {
		writeFileSync(file, '');
		const began = performance.now();
		for (let count = 0; count < workflows; count++) {
			const member = discord.person(`member-${count}`);
			server.join(member);
			member.uses(channel, 'autointel run', { file: { name: 'town-hall.vtt', data: townHall, contentType: 'text/vtt' } });
		}
		const results = () =>
			[...channel.messages.values()].filter(({ buttons }) => buttons.some(({ label }) => label === 'Report files')).length;
		await discord.until(() => results() >= workflows, `${workflows} results are there`, longestMs);
		const seconds = (performance.now() - began) / 1000;
		const { p99, max } = JSON.parse(readFileSync(file, 'utf8')) as { readonly p99: number; readonly max: number };
		process.stdout.write(`bot's event loop, ${workflows} workflows at once and a second process writing: `);
		process.stdout.write(`p99 ${p99.toFixed(1)} ms, maximum ${max.toFixed(1)} ms (${seconds.toFixed(1)} s until all results were there)\n`);
	} finally {
		writer.kill('SIGKILL');
		await bot.kill();
		await discord.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await botEventLoop();
