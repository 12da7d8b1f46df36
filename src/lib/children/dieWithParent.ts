import { Worker } from 'node:worker_threads';

/** Ends this process, which was forked, when its parent is gone: also when the parent was killed, and when this process never looks up. */
export function dieWithParent(parentPid: number): void {
	process.on('disconnect', () => process.exit());
	// Whoever computes without a pause never hears of the disconnection: a thread beside it looks whether the parent is still there.
	new Worker(`setInterval(() => { if (process.ppid !== ${parentPid}) process.kill(process.pid, 'SIGKILL'); }, 500)`, {
		eval: true,
		execArgv: []
	}).unref();
	// A terminal sends Ctrl-C to the whole group: the parent decides what becomes of us.
	process.on('SIGINT', () => {});
}
