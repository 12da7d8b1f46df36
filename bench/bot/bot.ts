import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BotProcess, DiscordEmulator } from '../../test/support/discord/index.js';
import type { Measure, Row } from '../Measure.js';

const script = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
const townHall = readFileSync(new URL('../../examples/town-hall.vtt', import.meta.url));
const workflows = 50;
const longestMs = 900_000;

/** How long the bot's timers are held up while members have the town hall analysed and a second process writes to the same ledger. */
export const bot: Measure = {
	name: 'bot',
	about: `the event loop of the bot while ${workflows} workflows run at once and a second process writes to the ledger`,
	run
};

async function run(): Promise<readonly Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 'autointel-bench-'));
	const file = join(folder, 'event-loop.json');
	mkdirSync(join(folder, 'data'));
	const discord = await DiscordEmulator.start({ acknowledgeWithinMs: longestMs });
	const server = discord.server('Harbour');
	const channel = server.textChannel('general');
	const running = BotProcess.start(script('measuredBot'), discord, {
		environment: {
			DATA_DIR: join(folder, 'data'),
			WORKFLOW_CONCURRENCY: String(workflows),
			LOG_LEVEL: 'warn',
			// The emulator's own files lie on this machine.
			ALLOW_PRIVATE_ADDRESSES: '1',
			AUTOINTEL_BENCH_FILE: file
		}
	});
	await discord.until(() => discord.commands.list().length > 0 || !running.running, 'the bot is up', 60_000);
	if (!running.running) throw new Error(running.output);
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
		return [{ 'p99 (ms)': p99.toFixed(1), 'maximum (ms)': max.toFixed(1), 'until all results (s)': seconds.toFixed(1) }];
	} finally {
		writer.kill('SIGKILL');
		await running.kill();
		await discord.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}
