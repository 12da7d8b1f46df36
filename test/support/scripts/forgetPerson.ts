/**
 * Runs two workflows of a person in a folder and forgets that person, in a process of its own, which may kill itself with SIGKILL at the
 * n-th write of forgetting; or comes back to such folders, asks again or lets the purge do it, and looks at what is left. Messages and
 * what the stage keeps are files. Prints `{ writes }`, the names of the writes, or a line `{ folder, rows, traces }` for each folder.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestPrivacy } from '../TestPrivacy.js';

export type ForgetTask =
	| { readonly folder: string; readonly dieAt?: { readonly write: number; readonly moment: 'before' | 'after' } }
	| { readonly comeBackTo: readonly { readonly folder: string; readonly by: 'asking' | 'purge' }[] };

const task: ForgetTask = JSON.parse(process.argv[2] ?? '');
const ada = { type: 'person', id: 'ada' } as const;
const writes: string[] = [];
let isForgetting = false;

if ('folder' in task) {
	const world = await openWorld(task.folder);
	for (let count = 0; count < 2; count++) {
		const { id } = await world.ranFor({ userId: 'ada' }, 'https://example.com/ada-said-it');
		writeFileSync(join(task.folder, 'discord', `first-${id}`), '');
		if (count > 0) continue;
		await world.deliver(id);
		writeFileSync(join(task.folder, 'discord', `result-${id}`), '');
	}
	isForgetting = true;
	await world.privacy.forget(ada);
	process.stdout.write(`${JSON.stringify({ writes })}\n`);
	await world.test.close();
} else {
	for (const { folder, by } of task.comeBackTo) {
		const world = await openWorld(folder);
		if (by === 'asking') await world.privacy.forget(ada);
		else await world.privacy.purge({ knowsServers: true });
		process.stdout.write(`${JSON.stringify({ folder, rows: await world.rows(), traces: tracesIn(folder) })}\n`);
		await world.test.close();
	}
}

function openWorld(folder: string): Promise<TestPrivacy> {
	const [discord, kept] = ['discord', 'kept-by-the-stage'].map((name) => join(folder, name)) as [string, string];
	for (const path of [discord, kept]) mkdirSync(path, { recursive: true });
	return TestPrivacy.open(
		{
			keeper: {
				run: async ({ artifacts, workflow }) => {
					writeFileSync(join(kept, workflow.id), 'ada');
					const { hash } = await artifacts.put(`ada said ${workflow.id}`);
					return { hash, padding: 'ada-said-it '.repeat(30_000) };
				},
				forget: ({ workflows }) => {
					for (const id of workflows) rmSync(join(kept, id), { force: true });
				}
			}
		},
		{
			folder,
			privacy: { batch: 1 },
			observeWrites(write, moment) {
				if (!isForgetting || !('folder' in task)) return;
				if (moment === 'before') writes.push(write);
				if (moment === task.dieAt?.moment && writes.length === task.dieAt.write) process.kill(process.pid, 'SIGKILL');
			},
			sentMessages: {
				async delete({ messageId = '' }) {
					const path = join(discord, messageId);
					if (!existsSync(path)) return 'gone';
					rmSync(path);
					return 'deleted';
				}
			}
		}
	);
}

/** Files that name the person or have to do with them. */
function tracesIn(folder: string): readonly string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const paths = files.map((entry) => join(entry.parentPath, entry.name));
	return paths.filter((path) => /discord|kept-by-the-stage/.test(path) || readFileSync(path).includes('ada'));
}
