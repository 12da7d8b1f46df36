/**
 * Owns a workflow of the plugin `holding`, in a process of its own. `run`: runs it, and prints `{ owns, instance }` and at the end
 * `{ ended }`. `claim`: only claims it, and for each line on standard input tries every write and prints `{ refusals }`.
 */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createApp } from '#root/app';
import { fencedWrites, tryAll } from '../fencedWrites.js';
import { settingsFor } from '../settings.js';

export interface OwnTask {
	readonly mode: 'run' | 'claim';
	readonly folder: string;
	readonly journal: string;
	readonly leaseMs: number;
}

const { mode, folder, journal, leaseMs }: OwnTask = JSON.parse(process.argv[2] ?? '');
const app = await createApp(settingsFor(folder), {
	builtinPlugins: false,
	plugins: [fileURLToPath(new URL('../../fixtures/plugins/holding', import.meta.url))],
	engine: { lease: { leaseMs, renewEveryMs: leaseMs / 12 } }
});
const request = {
	kind: 'holding',
	depth: 'standard',
	source: { type: 'file', path: journal },
	options: { reportLanguage: 'en' }
} as const;

if (mode === 'run') {
	const { workflow, ended } = await app.engine.acceptAndRun(request);
	say({ owns: workflow.id, instance: app.instances.id });
	say({ ended: await ended });
} else {
	const claimant = { owner: app.instances.id, leaseMs, deadOwners: new Set<string>() };
	const { claim } = await app.ledger.acceptAndClaim(request, claimant);
	if (!claim) throw new Error('a new workflow can be claimed');
	say({ owns: claim.workflow.id, instance: app.instances.id });
	for await (const _ of createInterface({ input: process.stdin })) {
		say({ refusals: await tryAll(fencedWrites(app.ledger, claim)) });
	}
}
await app.close();
process.exit();

function say(document: unknown): void {
	process.stdout.write(`${JSON.stringify(document)}\n`);
}
