import { type ChildProcess, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { waitUntil } from './waitUntil.js';

/** Stops a process, and waits until it stands still: on other processors its threads go on for a moment after the signal was sent. */
export async function freeze(child: ChildProcess): Promise<void> {
	child.kill('SIGSTOP');
	await waitUntil('it stands still', () => statesOf(String(child.pid)).every((state) => state.startsWith('T')));
}

/** Of all threads where the system tells, otherwise of the process. */
function statesOf(pid: string): readonly string[] {
	const tasks = `/proc/${pid}/task`;
	if (!existsSync(tasks)) return [execFileSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' })];
	// The name of a thread, in parentheses, may have spaces.
	return readdirSync(tasks).map((id) => /\) (\w)/.exec(readFileSync(`${tasks}/${id}/stat`, 'utf8'))?.[1] ?? '');
}
