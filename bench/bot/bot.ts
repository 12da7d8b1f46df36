import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { built } from '../../test/support/built.js';
import { BotProcess, DiscordEmulator } from '../../test/support/discord/index.js';
import type { EventLoopFigures } from '../EventLoopWatch.js';
import type { Measure, Row } from '../Measure.js';

const script = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
const workflows = 50;
const idleMs = 5_000;
/** So long that only a machine that does something else has not done it by then. */
const longestMs = 300_000;

/** How long the bot's timers are held up while it runs and delivers workflows, and while a second process writes to the same ledger. */
export const bot: Measure = {
	name: 'bot',
	about: `how late the timers of the bot are while ${workflows} workflows run at once, each with a stage in a child process, and a second process writes to the ledger; their heavy work is only waited for`,
	run
};

async function run(): Promise<readonly Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 'autointel-bench-'));
	mkdirSync(join(folder, 'data'));
	const discord = await DiscordEmulator.start({ acknowledgeWithinMs: longestMs });
	const measured = new MeasuredBot(discord, folder);
	let writer: ChildProcess | undefined;
	try {
		await measured.up();
		const idle = await measured.phase('idle', () => wait(idleMs));
		const alone = await measured.phase('alone', () => measured.runAll());
		writer = spawn(process.execPath, [built(script('busyWriter')), join(folder, 'data', 'autointel.db')], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		if (writer.stdout) await once(writer.stdout, 'data');
		const disturbed = await measured.phase('disturbed', () => measured.runAll());
		return [
			{ 'the bot': 'has nothing to do', ...idle },
			{ 'the bot': `runs ${workflows} workflows`, ...alone },
			{ 'the bot': `runs ${workflows}, a second process writes`, ...disturbed }
		];
	} finally {
		writer?.kill('SIGKILL');
		await measured.end();
		await discord.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The bot in a process of its own, and how late its timers are. */
class MeasuredBot {
	readonly #discord: DiscordEmulator;
	readonly #folder: string;
	readonly #process: BotProcess;
	#asked = 0;

	public constructor(discord: DiscordEmulator, folder: string) {
		this.#discord = discord;
		this.#folder = folder;
		this.#process = BotProcess.start(script('measuredBot'), discord, {
			environment: {
				DATA_DIR: join(folder, 'data'),
				WORKFLOW_CONCURRENCY: String(workflows),
				LOG_LEVEL: 'warn',
				AUTOINTEL_BENCH_FOLDER: folder
			}
		});
	}

	public async up(): Promise<void> {
		await this.#until('the bot is up', () => this.#discord.commands.list().length > 0 && existsSync(join(this.#folder, 'phase')));
	}

	/** Measures while something happens. */
	public async phase(name: string, happens: () => Promise<void>): Promise<Row> {
		const file = join(this.#folder, `${name}.json`);
		writeFileSync(join(this.#folder, 'phase'), name);
		await this.#until('it is measured', () => existsSync(file));
		const began = performance.now();
		await happens();
		const seconds = (performance.now() - began) / 1000;
		const { p99, max, busiest }: EventLoopFigures = JSON.parse(readFileSync(file, 'utf8'));
		const figures = { 'p99 ms': p99, 'max ms': max, 'busiest ms of processor': busiest, seconds: seconds };
		return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(1))]));
	}

	/** Members ask for workflows, each in a channel of their own, until all of them have their result. */
	public async runAll(): Promise<void> {
		const server = this.#discord.server(`Harbour ${this.#asked}`);
		const asked = Array.from({ length: workflows }, () => {
			const member = this.#discord.person(`member-${this.#asked++}`);
			server.join(member);
			return member.uses(server.textChannel(member.username), 'autointel run', { url: `https://example.com/${member.username}` });
		});
		const isResult = ({ buttons }: { readonly buttons: readonly { readonly label: string }[] }) =>
			buttons.some(({ label }) => label === 'Report files');
		await this.#until('all results are there', () =>
			asked.every(({ origin: { channel } }) => [...channel.messages.values()].some(isResult))
		);
	}

	public end(): Promise<void> {
		return this.#process.kill();
	}

	async #until(what: string, condition: () => boolean): Promise<void> {
		await this.#discord.until(() => condition() || !this.#process.running, what, longestMs);
		if (!this.#process.running) throw new Error(this.#process.output);
	}
}
