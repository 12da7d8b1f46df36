/**
 * Runs one workflow of the plugin `durable` in a data folder, in a process of its own, and may kill itself with SIGKILL at the n-th write
 * to the ledger. Prints `{ writes }`, the names of the writes, when it lives to see the end.
 */
import { fileURLToPath } from 'node:url';
import { createApp } from '#root/app';
import { settingsFor } from '../settings.js';

export interface DurableTask {
	readonly folder: string;
	readonly journal: string;
	/** Deep: with a stage in a child process. */
	readonly depth: 'standard' | 'deep';
	/** A number counts the writes from 1, but for those that come with time; those can be named: the first of them. */
	readonly dieAt?: { readonly write: number | TimedWrite; readonly moment: 'before' | 'after' };
}

type TimedWrite = 'renew' | 'saveProgress';

const { folder, journal, depth, dieAt }: DurableTask = JSON.parse(process.argv[2] ?? '');
const writes: string[] = [];

const app = await createApp(settingsFor(folder), {
	builtinPlugins: false,
	plugins: [fileURLToPath(new URL('../../fixtures/plugins/durable', import.meta.url))],
	// One after the other, so that the n-th write is the same one in each process.
	engine: { stageConcurrency: 1, lease: { leaseMs: 60_000, renewEveryMs: 500 } },
	observeWrites(write, moment) {
		const isTimed = write === 'renew' || write === 'saveProgress';
		if (moment === 'before' && !isTimed) writes.push(write);
		if (moment === dieAt?.moment && (isTimed ? write : writes.length) === dieAt.write) process.kill(process.pid, 'SIGKILL');
	}
});
const { ended } = await app.engine.acceptAndRun({
	kind: 'durable',
	depth,
	source: { type: 'file', path: journal },
	options: { reportLanguage: 'en' }
});
await ended;
await app.close();
process.stdout.write(`${JSON.stringify({ writes })}\n`);
