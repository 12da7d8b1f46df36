/**
 * Runs one workflow of the plugin `asking` in a process of its own, or goes on with the one that is there. May kill itself with SIGKILL
 * around a write to the ledger. Prints `{ started: true }` before and `{ status, outputs }` at the end.
 */
import { fileURLToPath } from 'node:url';
import { createApp } from '#root/app';
import { settingsFor } from '../settings.js';

export interface AskTask {
	readonly folder: string;
	readonly env: NodeJS.ProcessEnv;
	/** Its name says how many questions are asked at once. */
	readonly file: string;
	readonly depth: 'standard' | 'deep';
	/** Goes on with the workflow of a process that died. */
	readonly resume?: boolean;
	readonly dieAt?: { readonly write: string; readonly moment: 'before' | 'after'; readonly count: number };
}

export interface AskEnd {
	readonly status: string;
	readonly outputs: Readonly<Record<string, { readonly answers: readonly string[]; readonly failures: readonly string[] }>>;
}

const { folder, env, file, depth, resume = false, dieAt }: AskTask = JSON.parse(process.argv[2] ?? '');
let writes = 0;
const app = await createApp(settingsFor(folder, env), {
	builtinPlugins: false,
	plugins: [fileURLToPath(new URL('../../fixtures/plugins/asking', import.meta.url))],
	observeWrites(write, moment) {
		if (write !== dieAt?.write || moment !== dieAt.moment) return;
		if (++writes === dieAt.count) process.kill(process.pid, 'SIGKILL');
	}
});
process.stdout.write('{"started":true}\n');
const [known] = await app.ledger.list();
const { id, ended } = resume && known ? { id: known.id, ended: (await app.engine.take(known.id))?.ended } : await begin();
const status = await ended;
const checkpoints = await app.ledger.checkpoints(id);
const outputs = Object.fromEntries([...checkpoints].map(([stage, { output }]) => [stage, output]));
process.stdout.write(`${JSON.stringify({ status, outputs })}\n`);
await app.close();

async function begin() {
	const { workflow, ended: end } = await app.engine.acceptAndRun({
		kind: 'asking',
		depth,
		source: { type: 'file', path: file },
		options: { reportLanguage: 'en' }
	});
	return { id: workflow.id, ended: end };
}
