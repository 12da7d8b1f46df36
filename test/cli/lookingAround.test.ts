import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandLine, fromSource } from './commandLine.js';
import { stagesDocument } from './documents.js';

describe('looking around on the command line', () => {
	it('says version and help, and that a command is missing', async () => {
		const line = new CommandLine();
		const [version, help, ofRun, nothing] = await Promise.all([
			line.call('--version'),
			line.call('--help'),
			line.call('run', '--help'),
			line.call()
		]);
		assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
		for (const command of [
			'run',
			'status',
			'result',
			'resume',
			'retry',
			'cancel',
			'list',
			'stages',
			'stage',
			'ask',
			'plugins',
			'models',
			'backup',
			'deliveries',
			'pause',
			'unpause',
			'invite',
			'doctor'
		]) {
			assert.match(help.stdout, new RegExp(`^ {2}${command} `, 'm'));
		}
		assert.match(help.stdout, /130 interrupted/);
		assert.ok(help.stdout.split('\n').every(({ length }) => length <= 80));
		assert.match(ofRun.stdout, /--report-language/);
		assert.deepEqual([version.code, help.code, ofRun.code, nothing.code], [0, 0, 0, 2]);
	});

	it('runs from its TypeScript as well', async () => {
		const { code, stdout, stderr } = await new CommandLine().start(['stages', '--kind', 'trial'], { program: fromSource }).ended;
		assert.equal(code, 0, stderr);
		assert.match(stdout, /^trial-work +analyse/m);
	});

	it('shows the plan, the plugins and what is configured, and makes nothing', async () => {
		const line = new CommandLine();
		const [shallow, deep, plan, plugins, doctor, spoken] = await Promise.all([
			line.call('stages', '--kind', 'trial', '--json'),
			line.call('stages', '--kind', 'trial', '--depth', 'long', '--json'),
			line.call('stages'),
			line.call('plugins', '--json'),
			line.call('doctor', '--json'),
			line.start(['doctor'], { env: { PATH: '' } }).ended
		]);
		assert.deepEqual(
			stagesDocument.parse(shallow.json()).map(({ name }) => name),
			['trial-read', 'trial-work']
		);
		assert.deepEqual(stagesDocument.parse(deep.json()).at(-1), {
			name: 'trial-tell',
			plugin: 'trial@0.0.0',
			depth: 'long',
			phase: 'publish',
			needs: ['trial-read'],
			wants: ['trial-work']
		});
		assert.match(plan.stdout, /^STAGE +PHASE/m);
		const brought = z.array(z.object({ name: z.string(), stages: z.array(z.string()), kinds: z.array(z.string()) })).parse(plugins.json());
		assert.deepEqual(brought.find(({ name }) => name === 'trial')?.kinds, ['trial']);
		const findings = z.object({ healthy: z.boolean(), findings: z.array(z.object({ name: z.string(), state: z.string() })) });
		assert.equal(findings.parse(doctor.json()).healthy, true);
		assert.match(spoken.stdout, / – {2}ffmpeg +not found: /);
		assert.match(spoken.stdout, / – {2}yt-dlp +not found: /);
		assert.deepEqual([doctor.code, spoken.code], [0, 0]);
		assert.equal(existsSync(join(line.folder, 'data')), false);
	});

	it('tries one stage after those it needs, or with outputs that are given', async () => {
		const line = new CommandLine();
		line.file('talk.txt', 'one two three');
		line.file('given.json', JSON.stringify({ outputs: { 'trial-read': { text: 'one two' } } }));
		line.file('named.json', JSON.stringify({ source: 'fatal.txt' }));
		line.file('wrong.json', JSON.stringify({ sauce: 'talk.txt' }));
		line.file('fatal.txt', 'fatal');
		const tryIt = (file: string) => line.call('stage', 'trial-tell', '--input', file, '--json');
		const [source, given, failed, wrong, spoken] = await Promise.all([
			tryIt('talk.txt'),
			tryIt('given.json'),
			tryIt('named.json'),
			tryIt('wrong.json'),
			line.call('stage', 'trial-tell', '--input', 'talk.txt')
		]);
		const tried = z.object({ stage: z.string(), status: z.string(), output: z.unknown().optional() });
		assert.deepEqual(tried.parse(source.json()), { stage: 'trial-tell', status: 'succeeded', output: { words: 3 } });
		assert.deepEqual(tried.parse(given.json()).output, { words: 2 });
		assert.deepEqual(tried.parse(failed.json()), { stage: 'trial-read', status: 'failed' });
		assert.deepEqual([source.code, failed.code, wrong.code], [0, 1, 2]);
		assert.match(spoken.stdout, /## Told\n\n3 words\.\n[\s\S]*"words": 3/);
		assert.equal(readFileSync(join(line.folder, 'talk.txt'), 'utf8'), 'one two three');
	});
});
