import { spawn } from 'node:child_process';
import { StageFailure } from 'autointel';

/** A program that was run to its end. */
interface Ended {
	readonly exitCode: number | null;
	/** What it wrote to its standard error: of long outputs the end. */
	readonly said: string;
}

/** ffmpeg is not there. */
export class NoFfmpeg extends Error {}

const mostSaid = 2_000_000;

/**
 * Runs ffmpeg on files of this machine: it reaches no network, whatever a file says, and gets nothing of our environment but the PATH.
 *
 * @throws {NoFfmpeg} when it cannot be started, {StageFailure} `too-slow` after `timeoutMs`; the reason of `signal`
 */
export async function runFfmpeg(program: string, args: readonly string[], signal: AbortSignal, timeoutMs: number): Promise<Ended> {
	signal.throwIfAborted();
	const timeout = AbortSignal.timeout(timeoutMs);
	const child = spawn(program, ['-hide_banner', '-nostdin', '-threads', '1', '-protocol_whitelist', 'file,pipe', ...args], {
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { PATH: process.env['PATH'] ?? '' },
		windowsHide: true
	});
	const kill = () => void child.kill('SIGKILL');
	signal.addEventListener('abort', kill, { once: true });
	timeout.addEventListener('abort', kill, { once: true });
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said = (said + text).slice(-mostSaid);
	});
	try {
		const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
		signal.throwIfAborted();
		if (timeout.aborted) throw new StageFailure('too-slow', `ffmpeg was not done after ${Math.round(timeoutMs / 60_000)} minutes`);
		return { exitCode, said };
	} catch (error) {
		if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES')) throw new NoFfmpeg(program);
		throw error;
	} finally {
		kill();
		signal.removeEventListener('abort', kill);
	}
}
