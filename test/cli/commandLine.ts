import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

const repository = fileURLToPath(new URL('../../', import.meta.url));
const built = [join(repository, 'dist/src/cli/main.js')];
/** Half as fast, for one test that it works. */
export const fromSource: readonly string[] = [
	'--conditions=autointel-source',
	`--import=${import.meta.resolve('tsx/esm')}`,
	join(repository, 'src/cli/main.ts')
];
const trialPlugin = join(repository, 'test/fixtures/plugins/trial');

export interface StartOptions extends Pick<SpawnOptions, 'uid' | 'gid' | 'env'> {
	readonly program?: readonly string[];
}

let building: Promise<void> | undefined;

/** Brings `dist` up to date, once: what is tested is what people install. Types are checked elsewhere. */
export function build(): Promise<void> {
	building ??= isBuilt() ? Promise.resolve() : compile();
	return building;
}

/** Whether `dist` is younger than everything it is made of: several test files may run at the same time, and read it meanwhile. */
function isBuilt(): boolean {
	const info = join(repository, 'dist/.tsbuildinfo');
	const changed = ['src', 'plugins', 'tsconfig.build.json', 'package.json'].map((name) => newest(join(repository, name)));
	return existsSync(info) && statSync(info).mtimeMs > Math.max(...changed);
}

function newest(path: string): number {
	const times = statSync(path).isDirectory() ? readdirSync(path).map((name) => newest(join(path, name))) : [];
	return Math.max(statSync(path).mtimeMs, ...times);
}

function compile(): Promise<void> {
	return new Promise((resolve, reject) => {
		const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
		const child = spawn(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: repository, stdio: 'ignore' });
		child.once('error', reject).once('close', () => resolve());
	});
}

/** The command line in a folder of its own, where its data folder is `data`, with the kind `trial` beside the built-in ones. */
export class CommandLine {
	public readonly folder = temporaryFolder();
	readonly #env: NodeJS.ProcessEnv;

	public constructor(env: NodeJS.ProcessEnv = {}) {
		this.#env = { AUTOINTEL_PLUGINS: trialPlugin, ...nowhere, ...env };
	}

	public start(words: readonly string[], { program = built, ...options }: StartOptions = {}): Call {
		return this.#spawn(process.execPath, [...program, ...words], options);
	}

	public call(...words: readonly string[]): Promise<CallEnd> {
		return this.start(words).ended;
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
