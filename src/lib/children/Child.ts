import { type ChildProcess, fork } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { AutointelError } from '#lib/errors/AutointelError';
import { type ArgumentsOf, type NameIn, Peer, type ValueOf } from './Peer.js';
import type { EveryChild } from './serveParent.js';

export interface ChildOptions {
	/** Who it works for, for messages: `the child process of NAME ended early`. */
	readonly name: string;
	/** The functions that it may call here. Default: none. */
	readonly local?: object;
	/** Hears what the child, or a native library in it, writes to its standard output and error. */
	readonly onOutput?: (text: string) => void;
	/** Default: the environment of this process. */
	readonly env?: NodeJS.ProcessEnv;
	/** The most that its JavaScript objects may take, in megabytes. Default: what Node thinks fit for a machine of this size. */
	readonly heapMegabytes?: number;
	/** Computes for long: whatever has to answer soon goes before it. */
	readonly background?: boolean;
}

/**
 * A process of our own that offers functions: `entry` is a file that calls `serveParent`. It ends with us, however we end. Typed arrays
 * cross as they are.
 */
export class Child<Remote> {
	readonly #name: string;
	readonly #process: ChildProcess;
	readonly #peer: Peer<Remote>;
	readonly #exited: Promise<void>;
	readonly #waiting = new Set<(reason: unknown) => void>();

	public constructor(entry: string, { name, local = {}, onOutput, env, heapMegabytes, background = false }: ChildOptions) {
		const child = fork(entry, [String(process.pid)], {
			serialization: 'advanced',
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			...(env === undefined ? {} : { env }),
			...(heapMegabytes === undefined ? {} : { execArgv: [...process.execArgv, ...smallHeap(heapMegabytes)] })
		});
		if (background && child.pid !== undefined) yieldToOthers(child.pid);
		for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
		this.#name = name;
		this.#process = child;
		this.#exited = new Promise((gone) => {
			child.once('exit', () => gone());
			// Where the system has no room for another process there is an error and no exit.
			child.on('error', () => child.pid === undefined && gone());
		});
		// One that cannot be talked to is of no use.
		child.on('disconnect', () => child.kill('SIGKILL'));
		void this.#exited.then(() => {
			for (const reject of this.#waiting) reject(this.#early());
		});
		this.#peer = new Peer(local, {
			post: (message) => void (child.connected && child.send(message as object, () => {})),
			on: (receive) => void child.on('message', receive)
		});
	}

	public get pid(): number | undefined {
		return this.#process.pid;
	}

	public get alive(): boolean {
		return this.#process.pid !== undefined && this.#process.exitCode === null && this.#process.signalCode === null;
	}

	/** @throws {AutointelError} what the function threw; `child-died` when the child ends before it has answered. */
	public call<Name extends NameIn<Remote>>(name: Name, ...args: ArgumentsOf<Remote[Name]>): Promise<ValueOf<Remote[Name]>> {
		return this.#answered(() => this.#peer.call(name, ...args));
	}

	/** Bytes of memory that the child has, native memory included. */
	public rss(): Promise<number> {
		return this.#answered(() => (this.#peer as unknown as Peer<EveryChild>).call('rss'));
	}

	/** Does not wait, nor find out whether the child heard it. */
	public tell<Name extends NameIn<Remote>>(name: Name, ...args: ArgumentsOf<Remote[Name]>): void {
		this.#peer.tell(name, ...args);
	}

	/** Ends the child at once, whatever it is doing; settles when it is gone. */
	public async end(): Promise<void> {
		if (this.alive) this.#process.kill('SIGKILL');
		await this.#exited;
	}

	#answered<Value>(ask: () => Promise<Value>): Promise<Value> {
		// No race against one promise of its death: that would keep every answer for as long as the child lives.
		return new Promise((resolve, reject) => {
			if (!this.alive) return reject(this.#early());
			this.#waiting.add(reject);
			void ask()
				.then(resolve, reject)
				.finally(() => this.#waiting.delete(reject));
		});
	}

	#early(): AutointelError {
		const { exitCode, signalCode, pid } = this.#process;
		const how = pid === undefined ? 'it could not be started' : (signalCode ?? `exit code ${exitCode}`);
		return new AutointelError('child-died', `the child process of ${this.#name} ended early (${how})`);
	}
}

/** Node lets garbage lie for as long as there is room: the small space of new objects has it collected soon. */
function smallHeap(megabytes: number): readonly string[] {
	return [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=4'];
}

/** Ten steps of niceness: nine times less of a busy processor. */
function yieldToOthers(pid: number): void {
	try {
		setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, getPriority() + 10));
	} catch {
		// It is gone already, or the system has no priorities.
	}
}

/** The file `name` beside the file that asks, as TypeScript here and as JavaScript in `dist`. */
export function besides(url: string, name: string): string {
	return fileURLToPath(new URL(`./${name}${url.endsWith('.ts') ? '.ts' : '.js'}`, url));
}
