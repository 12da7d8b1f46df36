import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine } from './commandLine.js';
import { listDocument, runDocument, statusDocument } from './documents.js';

describe('autointel run', () => {
	it('runs a workflow to its end, for people, and every command knows it afterwards', async () => {
		const line = new CommandLine();
		const source = line.file('talk.vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nGood evening.\n');
		const ran = await line.call('run', 'talk.vtt', '--kind', 'trial', '--depth', 'long');
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stdout, /✔ trial-read \(\d+\.\d s\)\n✔ trial-work .*\n✔ trial-tell/);
		assert.match(ran.stdout, /A trial\n\n {2}It worked\.\n/, 'what a terminal would obey is gone');
		const page = /Report: (.*)/.exec(ran.stdout)?.[1] ?? '';
		const [workflowId = ''] = /wf_\w+/.exec(ran.stdout) ?? [];
		assert.equal(page, join(line.folder, 'data/reports', workflowId, 'report.html'));
		assert.match(readFileSync(page, 'utf8'), /^<!doctype html>/);
		assert.match(readFileSync(join(page, '../report.md'), 'utf8'), /^# A trial/);
		assert.equal(readFileSync(join(page, '../transcript.vtt'), 'utf8'), readFileSync(source, 'utf8'));
		const stored = runDocument.parse(JSON.parse(readFileSync(join(page, '../report.json'), 'utf8')));
		assert.deepEqual(
			stored.report?.sections.map(({ stage, status }) => [stage, status]),
			['trial-read', 'trial-work', 'trial-tell'].map((stage) => [stage, 'succeeded'])
		);

		const [list, status, overview, result, md, html, vtt, over] = await Promise.all([
			line.call('list', '--json'),
			line.call('status', workflowId, '--json'),
			line.call('status'),
			line.call('result', workflowId, '--json'),
			line.call('result', workflowId),
			line.call('result', workflowId, '--format', 'html'),
			line.call('result', workflowId, '--format', 'vtt'),
			line.call('resume', workflowId, '--out', 'again')
		]);
		const listed = listDocument.parse(list.json());
		assert.deepEqual(
			listed.map(({ workflowId: id, progress, source: from }) => [id, progress, from]),
			[[workflowId, 1, source]]
		);
		assert.equal(statusDocument.parse(status.json()).stages.length, 3);
		assert.match(overview.stdout, new RegExp(`^ID .*\\n${workflowId} +succeeded +100 % +long`));
		assert.deepEqual(runDocument.parse(result.json()), stored);
		assert.equal(md.stdout, readFileSync(join(page, '../report.md'), 'utf8'));
		assert.equal(html.stdout, readFileSync(page, 'utf8'));
		assert.equal(vtt.stdout, readFileSync(source, 'utf8'));
		assert.equal(over.code, 0);
		assert.match(over.stdout, /is over already/);
		assert.ok(existsSync(join(line.folder, 'again/report.html')));
	});

	it('answers --json with one document and writes the report where it is told to', async () => {
		const line = new CommandLine();
		line.file('a b.txt', 'Hello.');
		const ran = await line.call('run', 'a b.txt', '--kind', 'trial', '--out', 'here', '--json');
		assert.equal(ran.code, 0, ran.stderr);
		const document = runDocument.parse(ran.json());
		assert.deepEqual(
			document.stages.map(({ name, status, attempts }) => [name, status, attempts]),
			[
				['trial-read', 'succeeded', 1],
				['trial-work', 'succeeded', 1]
			]
		);
		assert.deepEqual(JSON.parse(readFileSync(join(line.folder, 'here/report.json'), 'utf8')), ran.json());
		const vtt = await line.call('result', document.workflowId, '--format', 'vtt', '--json');
		assert.notEqual(vtt.code, 0);
		assert.match(vtt.stderr, /^autointel: .*no transcript/);
	});

	it('ends as partial or failed with the codes for it, and retry keeps what succeeded', async () => {
		const line = new CommandLine();
		const broken = line.file('broken.txt', 'This is broken.');
		line.file('fatal.txt', 'This is fatal.');
		const [partial, failed] = await Promise.all([
			line.call('run', 'broken.txt', '--kind', 'trial', '--json'),
			line.call('run', 'fatal.txt', '--kind', 'trial')
		]);
		assert.equal(partial.code, 3);
		assert.equal(failed.code, 1);
		assert.match(failed.stdout, /✖ trial-read: failed, the source says so\n/);
		assert.match(failed.stdout, /failed in .*: trial-read: the source says so\nWrite something else into it\.\nReport: .*report\.html\n$/);
		const { workflowId, stages } = runDocument.parse(partial.json());
		assert.deepEqual(
			stages.map(({ status, reason }) => [status, reason]),
			[
				['succeeded', undefined],
				['failed', 'the source is broken']
			]
		);
		line.file('broken.txt', 'This is whole.');
		const retried = await line.call('retry', workflowId);
		assert.equal(retried.code, 0, retried.stderr);
		assert.match(retried.stdout, /- trial-read: kept from before\n✔ trial-work/);
		assert.equal(readFileSync(`${broken}.log`, 'utf8'), 'trial-work\n'.repeat(2));
		const [again, cancelled] = await Promise.all([line.call('retry', workflowId), line.call('cancel', workflowId)]);
		assert.equal(again.code, 2);
		assert.match(again.stderr, /^autointel: wf_\w+ is succeeded\n {2}Only a failed or partial workflow can be tried again\.\n$/);
		assert.match(cancelled.stdout, /is over already: succeeded/);
	});

	it('goes on quietly when nobody reads it any more', async () => {
		const line = new CommandLine();
		line.file('talk.txt', 'wait');
		const run = line.start(['run', 'talk.txt', '--kind', 'trial']);
		run.child.stdout?.once('data', () => {
			run.child.stdout?.destroy();
			run.child.stderr?.destroy();
			line.file('talk.txt.go', '');
		});
		assert.equal((await run.ended).code, 0);
		const [listed] = listDocument.parse((await line.call('list', '--json')).json());
		assert.equal(listed?.status, 'succeeded');
	});
});
