/** Has the vectors made that are missing, in a process of its own. May kill itself with SIGKILL around a write to the ledger. */
import { createApp } from '#root/app';
import { settingsFor } from '../settings.js';

export interface VectorTask {
	readonly folder: string;
	readonly env: NodeJS.ProcessEnv;
	readonly dieAt: { readonly write: string; readonly moment: 'before' | 'after'; readonly count: number };
}

const { folder, env, dieAt }: VectorTask = JSON.parse(process.argv[2] ?? '');
let writes = 0;
const app = await createApp(settingsFor(folder, env), {
	builtinPlugins: false,
	observeWrites(write, moment) {
		if (write === dieAt.write && moment === dieAt.moment && ++writes === dieAt.count) process.kill(process.pid, 'SIGKILL');
	}
});
await app.vectors.make();
await app.close();
