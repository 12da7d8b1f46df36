import { type ChildProcess, execFileSync } from 'node:child_process';
import { waitUntil } from './waitUntil.js';

/** Stops a process, and waits until it stands still: on another processor it goes on for a moment after the signal was sent. */
export async function freeze(child: ChildProcess): Promise<void> {
	child.kill('SIGSTOP');
	await waitUntil('it stands still', () =>
		execFileSync('ps', ['-o', 'stat=', '-p', String(child.pid)], { encoding: 'utf8' }).startsWith('T')
	);
}
