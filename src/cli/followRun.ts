import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeError } from '#lib/errors/describeError';
import type { WorkflowStatus } from '#lib/workflow/status';
import type { App } from '#root/app';
import { deliverNow } from './deliverNow.js';
import { describeSpend } from './describeSpend.js';
import { runDocument } from './documents.js';
import { exitCodeOf } from './exitCodes.js';
import { onOneLine } from './forTerminal.js';
import { howToCall } from './howToCall.js';
import { Interrupts } from './Interrupts.js';
import { makeVectors } from './makeVectors.js';
import { formatDuration, print, printJson, wrap } from './print.js';
import { UsageError, unknownWorkflow } from './UsageError.js';
import { type Watch, watchNothing, watchStages } from './watchStages.js';
import { writeReport } from './writeReport.js';

export interface FollowOptions {
	readonly json?: boolean;
	readonly out?: string;
}

/** A workflow that this process has begun to run. */
export interface BegunRun {
	readonly id: string;
	readonly ended: Promise<WorkflowStatus>;
}

/**
 * Runs a workflow in this process to its end, shows how far it is, and writes its report. Ctrl-C parks it and says how to go on; a
 * second one quits at once (the ledger knows everything either way). `false`: `start` could not have it, and nothing was done.
 */
export async function followRun(app: App, options: FollowOptions, start: () => Promise<BegunRun | undefined>): Promise<boolean> {
	if (options.out !== undefined) makeFolder(resolve(options.out));
	const watch: Watch = options.json ? watchNothing : watchStages(app);
	const interrupts = new Interrupts(() => void Promise.all([app.engine.stop('park'), app.vectors.stop()]));
	try {
		const begun = await start();
		if (!begun) return false;
		const status = await begun.ended;
		await watch.end();
		await showEnd(app, begun.id, options);
		const undelivered = await deliverNow(app, begun.id);
		if (undelivered !== undefined) process.stderr.write(`${undelivered}\n`);
		process.exitCode = exitCodeOf(status);
		await makeVectors(app);
		return true;
	} finally {
		await watch.end();
		interrupts.end();
	}
}

/** Before a workflow runs for an hour, not after. */
function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.W_OK);
	} catch (error) {
		throw new UsageError('folder-unusable', `--out: the report could not be written to ${folder}: ${describeError(error).message}`, {
			hint: 'Name a folder that this user may write to.',
			cause: error
		});
	}
}

/** What there is to say of a workflow that this process has nothing more to do with: its report, or how to go on. */
export async function showEnd(app: App, id: string, { json, out }: FollowOptions): Promise<void> {
	const workflow = await app.ledger.find(id);
	if (!workflow) throw unknownWorkflow(id);
	const run = await runDocument(app, workflow);
	const page = workflow.finishedAt === undefined ? undefined : await writeReport(app, run, out);
	if (json) printJson(run);
	if (workflow.status === 'parked') {
		const { code, message, hint } = workflow.reason ?? { code: 'interrupted', message: 'it was interrupted' };
		const first = hint === undefined || code === 'interrupted' ? '' : ` ${hint}`;
		const howToGoOn = `${id} is parked: ${message}.${first} Go on with:\n\n  ${howToCall('resume', id)}`;
		if (json) process.stderr.write(`${howToGoOn}\n`);
		else print(`\n${howToGoOn}`);
	}
	if (json || workflow.status === 'parked') return;
	if (!run.report) {
		print(`\n${id} is ${workflow.status}.`);
		return;
	}
	const took = formatDuration((workflow.finishedAt ?? 0) - (workflow.startedAt ?? 0));
	const analysed = workflow.status === 'succeeded' || workflow.status === 'partial';
	print(analysed ? `\n${onOneLine(run.report.title, 300)}\n\n${wrap(run.report.summary, '  ')}\n` : '');
	const spent = describeSpend(await app.ledger.spend(id));
	print(
		wrap(
			`${id} ${workflow.status} in ${took}${spent === undefined ? '' : `, ${spent}`}${run.reason === undefined ? '' : `: ${run.reason}`}`
		)
	);
	if (workflow.reason?.hint) print(wrap(workflow.reason.hint));
	if (page) print(`Report: ${page}`);
}
