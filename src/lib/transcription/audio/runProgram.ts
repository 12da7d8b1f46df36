import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that says nothing for so long hangs. */
const patienceMs = 60_000;

/**
 * Reads what a program writes to its standard output as float32. The program gets nothing of our environment but the PATH, is stopped
 * when the reader stops, and waits when the reader waits.
 *
 * @param onLine hears each line that it writes to its standard error
 * @returns its exit code, after all its output was read; null when it was killed
 * @throws what `spawn` says when it cannot be started; the reason of `signal`
 */
export async function* runProgram(
	command: string,
	args: readonly string[],
	signal: AbortSignal,
	onLine: (line: string) => void
): AsyncGenerator<Float32Array, number | null, undefined> {
	signal.throwIfAborted();
	const { PATH = '' } = process.env;
	const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH }, windowsHide: true });
	const kill = (): void => void child.kill('SIGKILL');
	const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
	ended.catch(() => {});
	const lines = createInterface({ input: child.stderr }).on('line', onLine);
	const allSaid = new Promise((resolve) => lines.once('close', resolve));
	signal.addEventListener('abort', kill, { once: true });
	try {
		let rest = Buffer.alloc(0);
		const output = child.stdout[Symbol.asyncIterator]();
		for (;;) {
			const hanging = setTimeout(kill, patienceMs);
			const { value, done } = await output.next();
			clearTimeout(hanging);
			if (done) break;
			const bytes = Buffer.concat([rest, value as Buffer]);
			const whole = bytes.length - (bytes.length % 4);
			rest = bytes.subarray(whole);
			if (whole > 0) yield new Float32Array(new Uint8Array(bytes.subarray(0, whole)).buffer);
		}
		const exitCode = await ended;
		await allSaid;
		signal.throwIfAborted();
		return exitCode;
	} finally {
		kill();
		signal.removeEventListener('abort', kill);
	}
}
