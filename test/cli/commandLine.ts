import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { built } from '../support/built.js';
import { repository } from '../support/repository.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { nowhere } from '../support/web/nowhere.js';

/** A process of the command line: what it has said so far, and how it ends. */
export interface Call {
	readonly child: ChildProcess;
	stdout: string;
	stderr: string;
	readonly ended: Promise<CallEnd>;
}

export interface CallEnd {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
	/** Standard output as one JSON document. */
	json(): unknown;
}

const main = join(repository, 'src/cli/main.ts');
/** Half as fast, for one test that it works. */
export const fromSource: readonly string[] = ['--conditions=autointel-source', `--import=${import.meta.resolve('tsx/esm')}`, main];
const several = join(repository, 'test/support/scripts/callSeveral.ts');
const trialPlugin = join(repository, 'test/fixtures/plugins/trial');

export interface StartOptions extends Pick<SpawnOptions, 'uid' | 'gid' | 'env'> {
	readonly program?: readonly string[];
}

/** The command line in a folder of its own, where its data folder is `data`, with the kind `trial` beside the built-in ones. */
export class CommandLine {
	public readonly folder = temporaryFolder();
	readonly #env: NodeJS.ProcessEnv;

	public constructor(env: NodeJS.ProcessEnv = {}) {
		this.#env = { AUTOINTEL_PLUGINS: built(trialPlugin), ...nowhere, ...env };
	}

	public start(words: readonly string[], { program = [built(main)], ...options }: StartOptions = {}): Call {
		return this.#spawn(process.execPath, [...program, ...words], options);
	}

	public call(...words: readonly string[]): Promise<CallEnd> {
		return this.start(words).ended;
	}

	/** Calls that come one after the other, in one process: most of what a call costs is to start. */
	public async callSeveral(calls: readonly (readonly string[])[]): Promise<readonly CallEnd[]> {
		const { code, stdout, stderr } = await this.#spawn(process.execPath, [built(several), JSON.stringify(calls)]).ended;
		if (code !== 0) throw new Error(stderr);
		const ends: readonly Pick<CallEnd, 'code' | 'stdout' | 'stderr'>[] = JSON.parse(stdout);
		return ends.map((end) => ({ ...end, signal: null, json: () => JSON.parse(end.stdout) }));
	}

	/** What somebody would get who copies a line into a shell here. */
	public shell(line: string): Promise<CallEnd> {
		return this.#spawn('/bin/sh', ['-c', line]).ended;
	}

	/** Writes a file and answers with its path. */
	public file(name: string, content: string | Uint8Array): string {
		const path = join(this.folder, name);
		writeFileSync(path, content);
		return path;
	}

	#spawn(command: string, words: readonly string[], { env, ...options }: SpawnOptions = {}): Call {
		const child = spawn(command, words, {
			...options,
			cwd: this.folder,
			env: { PATH: process.env['PATH'], ...this.#env, ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const call: Call = {
			child,
			stdout: '',
			stderr: '',
			ended: once(child, 'close').then(([code, signal]): CallEnd => {
				const { stdout, stderr } = call;
				return { code, signal, stdout, stderr, json: () => JSON.parse(stdout) };
			})
		};
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			call.stdout += text;
		});
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			call.stderr += text;
		});
		return call;
	}
}
