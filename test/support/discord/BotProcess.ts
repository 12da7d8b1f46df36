// A bot in a process of its own, that is told only where Discord is. It can be stopped politely, or killed in the middle of anything.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { built } from '../built.js';
import type { DiscordEmulator } from './DiscordEmulator.js';

export interface BotOptions {
	readonly environment?: Readonly<Record<string, string>>;
	/** Arguments after the entry file. */
	readonly args?: readonly string[];
	readonly cwd?: string;
}

export class BotProcess {
	/** Both output streams, as they came. */
	public output = '';
	readonly #child: ChildProcess;
	readonly #exited: Promise<unknown>;

	private constructor(child: ChildProcess) {
		this.#child = child;
		this.#exited = once(child, 'exit');
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => {
				this.output += chunk.toString('utf8');
			});
		}
	}

	/** Starts a TypeScript file as the bot; does not wait for it to log in (`discord.botConnected`). */
	public static start(file: string, discord: DiscordEmulator, options: BotOptions = {}): BotProcess {
		const args = [built(file), ...(options.args ?? [])];
		const env = { ...process.env, NODE_OPTIONS: '', ...discord.environment, ...options.environment };
		return new BotProcess(
			spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], ...(options.cwd === undefined ? {} : { cwd: options.cwd }) })
		);
	}

	public get running(): boolean {
		return this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** The exit code, once it ended; undefined after a signal. */
	public get exitCode(): number | undefined {
		return this.#child.exitCode ?? undefined;
	}

	/** SIGKILL: no handler runs, nothing is written. */
	public kill(): Promise<void> {
		return this.#end('SIGKILL');
	}

	/** SIGTERM, and waits until it is gone. */
	public stop(): Promise<void> {
		return this.#end('SIGTERM');
	}

	async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
		if (!this.running) return;
		this.#child.kill(signal);
		await this.#exited;
	}
}
