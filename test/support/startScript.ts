import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { built } from './built.js';
import { repository } from './repository.js';
import { waitUntil } from './waitUntil.js';

export interface Script {
	readonly child: ChildProcess;
	/** The JSON documents the script has printed so far, one a line. */
	readonly said: readonly unknown[];
	/** Waits for a line that the script prints. */
	until<Line>(what: string, isIt: (line: unknown) => line is Line): Promise<Line>;
	/** How it ended, with everything it said. */
	readonly ended: Promise<ScriptEnd>;
}

interface ScriptEnd {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly said: readonly unknown[];
	readonly stdout: string;
	readonly stderr: string;
}

export interface ScriptOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
}

/** Starts a TypeScript file of ours in a process of its own. Its first argument is `task` as JSON. */
export function startScript(file: string, task: unknown, options: ScriptOptions = {}): Script {
	const child = spawn(process.execPath, [built(file), JSON.stringify(task)], {
		cwd: options.cwd ?? repository,
		env: { ...process.env, ...options.env },
		stdio: ['pipe', 'pipe', 'pipe']
	});
	// Whoever writes to a script that has ended already says nothing that matters.
	child.stdin.on('error', () => {});
	let stdout = '';
	let stderr = '';
	const said: unknown[] = [];
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		const complete = (stdout + text).split('\n').slice(0, -1);
		said.push(...complete.slice(said.length).map(parse));
		stdout += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const ended = once(child, 'close').then(([code, signal]): ScriptEnd => ({ code, signal, said, stdout, stderr }));
	return {
		child,
		said,
		ended,
		until: (what, isIt) =>
			waitUntil(what, () => {
				const line = said.find(isIt);
				if (line === undefined && child.exitCode !== null) throw new Error(`the script ended before ${what}: ${stderr}`);
				return line;
			})
	};
}

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return line;
	}
}
