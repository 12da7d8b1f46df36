import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { waitUntil } from '../support/waitUntil.js';
import { type Call, CommandLine } from './commandLine.js';
import { runDocument, statusDocument } from './documents.js';

describe('an interruption of the command line', () => {
	it('by Ctrl-C parks the workflow and prints the command that goes on', async () => {
		const line = new CommandLine({ DATA_DIR: "it's data" });
		const source = line.file('talk.txt', 'wait');
		const run = line.start(['run', 'talk.txt', '--kind', 'trial']);
		const id = await working(run, source);
		run.child.kill('SIGINT');
		const stopped = await run.ended;
		assert.equal(stopped.code, 130, stopped.stderr);
		assert.match(stopped.stdout, new RegExp(`${id} is parked`));
		const howToGoOn = stopped.stdout.trimEnd().split('\n').at(-1)?.trim() ?? '';
		assert.match(howToGoOn, new RegExp(`^DATA_DIR='it'\\\\''s data' .* resume ${id}$`));

		const [list, status, unfinished] = await Promise.all([line.call('list'), line.call('status', id, '--json'), line.call('result', id)]);
		assert.ok(list.stdout.includes(`A workflow was interrupted. Go on with: ${howToGoOn}\n`), list.stdout);
		const document = statusDocument.parse(status.json());
		assert.equal(document.status, 'parked');
		assert.equal(document.progress, 0.5);
		assert.match(unfinished.stderr, /has no result yet: it is parked/);

		line.file('talk.txt.go', '');
		const resumed = await line.shell(howToGoOn);
		assert.equal(resumed.code, 0, resumed.stderr);
		assert.match(resumed.stdout, /- trial-read: kept from before\n✔ trial-work/);
		assert.equal(readFileSync(`${source}.log`, 'utf8'), 'trial-work\n'.repeat(2));
	});

	it('by SIGTERM is one as well, with --json', async () => {
		const line = new CommandLine();
		const source = line.file('talk.txt', 'wait');
		const run = line.start(['run', 'talk.txt', '--kind', 'trial', '--json']);
		await logged(source);
		run.child.kill('SIGTERM');
		const stopped = await run.ended;
		assert.equal(stopped.code, 130, stopped.stderr);
		const { workflowId, status, finishedAt, report } = runDocument.parse(stopped.json());
		assert.deepEqual({ status, finishedAt, report }, { status: 'parked', finishedAt: null, report: null });
		assert.match(stopped.stderr, new RegExp(`resume ${workflowId}\\n$`));
		const cancelled = await line.call('cancel', workflowId, '--json');
		assert.equal(cancelled.code, 0, cancelled.stderr);
		assert.equal(statusDocument.parse(cancelled.json()).status, 'cancelled');
		assert.equal((await line.call('resume', workflowId)).code, 4);
	});

	it('by SIGKILL loses nothing: resume takes over at once', async () => {
		const line = new CommandLine();
		const source = line.file('talk.txt', 'wait');
		const run = line.start(['run', 'talk.txt', '--kind', 'trial']);
		const id = await working(run, source);
		run.child.kill('SIGKILL');
		assert.equal((await run.ended).signal, 'SIGKILL');
		line.file('talk.txt.go', '');
		const [other] = await Promise.all([line.call('status')]);
		assert.match(other.stdout, new RegExp(`A workflow was interrupted\\. Go on with: .* resume ${id}\\n$`));
		const resumed = await line.call('resume', id);
		assert.equal(resumed.code, 0, resumed.stderr);
		assert.match(resumed.stdout, /- trial-read: kept from before\n/);
	});

	it('from another process ends a workflow that runs, and a running one is not taken away', async () => {
		const line = new CommandLine();
		const source = line.file('talk.txt', 'wait');
		const run = line.start(['run', 'talk.txt', '--kind', 'trial']);
		const id = await working(run, source);
		const resumed = await line.call('resume', id);
		assert.equal(resumed.code, 0, resumed.stderr);
		assert.match(resumed.stdout, /is run by another process/);
		assert.equal(run.child.exitCode, null);
		const cancelled = await line.call('cancel', id);
		assert.equal(cancelled.code, 0, cancelled.stderr);
		assert.match(cancelled.stdout, /cancelled\. What it had found is kept/);
		assert.equal((await run.ended).code, 4);
		assert.equal(readFileSync(`${source}.log`, 'utf8'), 'trial-work\n');
	});
});

/** Waits until the stage of a run is at work. Answers with the workflow's id. */
async function working(run: Call, source: string): Promise<string> {
	await logged(source);
	return waitUntil('the command has said which workflow it runs', () => /wf_\w+/.exec(run.stdout)?.[0]);
}

function logged(source: string): Promise<boolean> {
	return waitUntil('the stage works', () => existsSync(`${source}.log`));
}
