/** What can be said about the container without building it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beat } from '#lib/tasks/heartbeat';
import { startScript } from './support/startScript.js';
import { temporaryFolder } from './support/temporaryFolder.js';

const repository = fileURLToPath(new URL('../', import.meta.url));
const read = (file: string) => readFileSync(join(repository, file), 'utf8');

describe('the container', () => {
	const lines = read('Dockerfile')
		.replaceAll('\\\n', ' ')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'));
	const run = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

	it('copies only what is there and not ignored', () => {
		const allowed = read('.dockerignore').split('\n');
		const copied = lines
			.filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
			.flatMap((line) => line.split(' ').slice(1, -1));
		assert.ok(copied.length >= 6);
		for (const path of copied) {
			assert.ok(existsSync(join(repository, path)), path);
			assert.ok(allowed.includes(`!${path}`), path);
		}
		assert.ok(allowed.includes('*'));
	});

	it('starts the bot, and asks after it, as a user who owns nothing but the data', () => {
		const user = run.indexOf('USER node');
		assert.ok(user > 0);
		assert.deepEqual(
			run.slice(user + 1).map((line) => line.split(' ')[0]),
			['VOLUME', 'HEALTHCHECK', 'CMD']
		);
		const programs = [...run.join('\n').matchAll(/"dist\/(src\/\w+)\.js"/g)].map(([, path]) => `${path}.ts`);
		assert.deepEqual(programs, ['src/healthCheck.ts', 'src/main.ts']);
		for (const program of programs) assert.ok(existsSync(join(repository, program)), program);
	});

	it('keeps its data in the one volume that the composition mounts', () => {
		assert.ok(run.includes('VOLUME /data'));
		assert.match(run.join('\n'), /DATA_DIR=\/data/);
		assert.match(read('compose.yaml'), /DATA_DIR: \/data\n[\s\S]*- data:\/data\n/);
	});

	it('is healthy as long as the bot gives signs of life', async () => {
		const DATA_DIR = temporaryFolder();
		const ask = () => startScript(join(repository, 'src/healthCheck.ts'), undefined, { env: { DATA_DIR } }).ended;
		const before = await ask();
		assert.equal(before.code, 1, before.stderr);
		assert.match(before.stdout, /^no sign of life: /);
		await beat({ DATA_DIR }, { ledger: { probe: async () => {} }, standingStill: () => [] });
		const alive = await ask();
		assert.equal(alive.code, 0, alive.stdout);
		assert.match(alive.stdout, /^last sign of life \d+ s ago\n/);
	});
});
