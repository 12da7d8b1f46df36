/** Stages that run in a child process of their own. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { type App, createApp } from '#root/app';
import { isAlive } from '../../../support/isAlive.js';
import { settingsFor } from '../../../support/settings.js';
import { startScript } from '../../../support/startScript.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';
import { waitUntil } from '../../../support/waitUntil.js';

const plugin = fileURLToPath(new URL('../../../fixtures/plugins/isolated', import.meta.url));
const runIsolated = fileURLToPath(new URL('../../../support/scripts/runIsolated.ts', import.meta.url));

describe('an isolated stage', () => {
	let folder: string;
	let app: App;
	let log: string;

	beforeEach(async () => {
		folder = temporaryFolder();
		log = '';
		const destination = new Writable({
			write(chunk: Buffer, _encoding, done) {
				log += chunk.toString();
				done();
			}
		});
		app = await createApp(settingsFor(folder), {
			builtinPlugins: false,
			plugins: [plugin],
			logger: pino({ level: 'debug' }, destination),
			engine: { graceMs: 200, backoff: { firstMs: 1, longestMs: 1 }, lease: { leaseMs: 60_000, renewEveryMs: 20 } }
		});
	});

	afterEach(() => app.close());

	function accept(deed: string, kind = 'isolated') {
		const source = { type: 'file', path: join(folder, deed) } as const;
		return app.engine.acceptAndRun({ kind, depth: 'standard', source, options: { reportLanguage: 'en' } });
	}

	async function run(deed: string, kind?: string) {
		const { workflow, ended } = await accept(deed, kind);
		const status = await ended;
		const [stage] = await app.ledger.stages(workflow.id);
		assert.ok(stage);
		const checkpoints = await app.ledger.checkpoints(workflow.id);
		return { status, stage, output: checkpoints.get('isolated-do')?.output };
	}

	it('runs in another process, and its output and section come home', async () => {
		const { status, output } = await run('succeed');
		assert.equal(status, 'succeeded');
		const { answer } = z.object({ answer: z.number() }).parse(output);
		assert.notEqual(answer, process.pid);
		await waitUntil('its process is gone', () => !isAlive(answer));
	});

	it('can skip', async () => {
		const { status, stage } = await run('skip');
		assert.equal(status, 'succeeded');
		assert.deepEqual(stage.reason, { code: 'skipped', message: 'nothing to do in here' });
	});

	it('fails with code, message and hint, and says whether to try again', async () => {
		const [failed, refused] = await Promise.all([run('fail'), run('refuse')]);
		assert.equal(failed.status, 'failed');
		assert.equal(failed.stage.attempts, 2);
		assert.deepEqual(failed.stage.reason, { code: 'error', message: 'it broke' });
		assert.equal(refused.stage.attempts, 1);
		assert.deepEqual(refused.stage.reason, { code: 'empty-source', message: 'there is nothing in it', hint: 'Name another file.' });
	});

	it('fails when its answer is not what it promised', async () => {
		const { stage } = await run('lie');
		assert.equal(stage.reason?.code, 'invalid-output');
	});

	it('is tried again when its process is killed, or leaves without a word', async () => {
		const [killed, left] = await Promise.all([run('dieOnce'), run('leaveOnce')]);
		for (const { status, stage, output } of [killed, left]) {
			assert.equal(status, 'succeeded');
			assert.equal(stage.attempts, 2);
			assert.deepEqual(output, { answer: 'came back' });
		}
		assert.match(log, /child process of isolated-do ended early \(SIGKILL\)/);
		assert.match(log, /child process of isolated-do ended early \(exit code 7\)/);
	});

	it('hears of a cancellation through its signal', async () => {
		const { workflow, ended } = await accept('obey');
		await waitUntil('it waits', async () => (await app.ledger.stages(workflow.id))[0]?.note === 'waiting');
		await app.ledger.requestCancel(workflow.id);
		assert.equal(await ended, 'cancelled');
		assert.ok(existsSync(join(folder, 'obeyed')));
	});

	it('is killed when it computes on past its time', async () => {
		const { status, stage } = await run('pid', 'late');
		assert.equal(status, 'failed');
		assert.deepEqual(stage.reason, { code: 'timed-out', message: 'it did not finish within 20 s' });
		assert.ok(!isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8'))));
	});

	it('reaches everything that a stage in our own process does', async () => {
		const server = createServer((request, response) => {
			response.setHeader('x-answer', String(request.headers['x-test'] ?? 'no'));
			response.end(`you asked for ${request.url}`);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		try {
			const address = server.address();
			assert.ok(typeof address === 'object' && address !== null);
			const url = `http://127.0.0.1:${address.port}`;
			writeFileSync(join(folder, 'address'), url);
			const { status, output } = await run('bridge');
			assert.equal(status, 'succeeded', log);
			assert.deepEqual(output, {
				answer: {
					fetched: [200, 'yes', 'you asked for /hello', true],
					put: 'some words',
					path: 'some words',
					file: true,
					downloaded: [200, 'you asked for /file'],
					steps: [300_000, { nothing: null }, { nothing: null }],
					cache: [null, [1, 2]],
					history: 0,
					refused: 'address-refused',
					context: [true, true, '{}']
				}
			});
			assert.equal(readFileSync(join(folder, 'steps'), 'utf8'), 'x');
			const line = log.split('\n').find((text) => text.includes('from the child'));
			assert.match(line ?? '', /"workflowId":"wf_.*"stage":"isolated-do".*"count":1/);
		} finally {
			server.close();
		}
	});

	it('does not outlive a parent that was killed, even if it never looks up', async () => {
		const source = join(folder, 'pid');
		const parent = startScript(runIsolated, { folder, source });
		await waitUntil('the child computes', () => existsSync(source) && readFileSync(source, 'utf8') !== '');
		const child = Number(readFileSync(source, 'utf8'));
		assert.ok(isAlive(child));
		parent.child.kill('SIGKILL');
		await waitUntil('the child is gone', () => !isAlive(child));
		await parent.ended;
	});
});
