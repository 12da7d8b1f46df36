import { type ChildProcess, spawn } from 'node:child_process';

interface Ended {
	readonly exitCode: number | null;
	/** Its standard output. */
	readonly output: string;
	/** Its standard error: of much the end. */
	readonly said: string;
}

export interface RunOptions {
	readonly signal: AbortSignal;
	/** Its home for the time being. */
	readonly folder: string;
	readonly timeoutMs: number;
	/** Lines of its standard output, as they come. */
	readonly onLine?: (line: string) => void;
}

/** yt-dlp is not there. */
export class NoYtDlp extends Error {}

const mostOutput = 64_000_000;
const mostSaid = 200_000;

/**
 * Runs yt-dlp to its end, with nothing of our environment but the PATH and none of anybody's configuration. It is killed with everything
 * it started when `signal` aborts, when time is up and when this process ends.
 *
 * @throws {NoYtDlp} when it cannot be started; the reason of `signal`
 */
export async function runYtDlp(
	program: string,
	args: readonly string[],
	{ signal, folder, timeoutMs, onLine }: RunOptions
): Promise<Ended> {
	signal.throwIfAborted();
	const { PATH = '', SYSTEMROOT } = process.env;
	const child = spawn(
		program,
		['--ignore-config', '--no-cache-dir', '--color', 'never', '--socket-timeout', '20', '--retries', '2', ...args],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { PATH, HOME: folder, TMPDIR: folder, PYTHONIOENCODING: 'utf-8', ...(SYSTEMROOT === undefined ? {} : { SYSTEMROOT }) },
			cwd: folder,
			// A group of its own, because it starts others.
			detached: process.platform !== 'win32',
			windowsHide: true
		}
	);
	const kill = () => killGroup(child);
	const timer = setTimeout(kill, timeoutMs);
	signal.addEventListener('abort', kill, { once: true });
	process.once('exit', kill);
	let output = '';
	let said = '';
	let line = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		if (output.length + text.length <= mostOutput) output += text;
		const lines = (line + text).split(/[\r\n]+/u);
		line = lines.pop() ?? '';
		for (const complete of lines) onLine?.(complete);
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said = (said + text).slice(-mostSaid);
	});
	try {
		const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
		signal.throwIfAborted();
		return { exitCode, output, said };
	} catch (error) {
		if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES')) throw new NoYtDlp(program);
		throw error;
	} finally {
		kill();
		clearTimeout(timer);
		signal.removeEventListener('abort', kill);
		process.off('exit', kill);
	}
}

function killGroup(child: ChildProcess): void {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	try {
		if (process.platform === 'win32') child.kill('SIGKILL');
		else process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		// It is gone already.
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
}
