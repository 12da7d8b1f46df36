/**
 * Comes back after processes that were killed: for each data folder prints `{ folder, before, after }`, what stood there and what came of
 * it. A workflow that was never accepted stays away: `before` has no `workflowId`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LedgerTables } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import type { Report } from '#lib/workflow/report';
import type { WorkflowStatus } from '#lib/workflow/status';
import { createApp } from '#root/app';
import { settingsFor } from '../settings.js';

export interface DurableState {
	readonly workflowId?: string;
	readonly status?: WorkflowStatus;
	/** Stages whose checkpoint is committed, and steps as `stage/step`. */
	readonly committed: readonly string[];
	/** What ran, in the order of its running. */
	readonly journal: readonly string[];
	readonly deliveries: number;
	readonly report?: Report;
}

export interface ResumedFolder {
	readonly folder: string;
	readonly before: DurableState;
	readonly after: DurableState;
	/** Milliseconds from opening the ledger to the end of the workflow. */
	readonly tookMs: number;
}

const { folders }: { readonly folders: readonly string[] } = JSON.parse(process.argv[2] ?? '');

for (const folder of folders) {
	const begun = performance.now();
	const app = await createApp(settingsFor(folder), {
		builtinPlugins: false,
		plugins: [fileURLToPath(new URL('../../fixtures/plugins/durable', import.meta.url))]
	});
	const look = async (): Promise<DurableState> => {
		const db = openSqlite<LedgerTables>(app.ledger.place);
		const [workflow] = await app.ledger.list();
		const stages = await db.selectFrom('stages').select('stage').where('status', '=', 'succeeded').execute();
		const steps = await db.selectFrom('steps').select(['stage', 'value']).execute();
		const deliveries = await db.selectFrom('outbox').select('id').execute();
		await db.destroy();
		const report = workflow && (await app.results.get(workflow.id));
		const journal = join(folder, 'journal.txt');
		return {
			...(workflow && { workflowId: workflow.id, status: workflow.status }),
			committed: [...stages.map(({ stage }) => stage), ...steps.map(({ stage, value }) => `${stage}/${JSON.parse(value)}`)],
			journal: existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').filter(Boolean) : [],
			deliveries: deliveries.length,
			...(report && { report })
		};
	};
	const before = await look();
	if (before.workflowId !== undefined) await (await app.engine.take(before.workflowId))?.ended;
	const tookMs = performance.now() - begun;
	const after = await look();
	await app.close();
	process.stdout.write(`${JSON.stringify({ folder, before, after, tookMs } satisfies ResumedFolder)}\n`);
}
