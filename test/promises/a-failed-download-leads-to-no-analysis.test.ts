import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { join, resolve } from 'node:path';
import { type App, createApp } from '#root/app';
import { type LocalServer, localServer } from '../lib/sources/localServer.js';
import { articlePage, consentPage, logInPage } from '../plugins/sources/pages.js';
import { runInside } from '../support/runInside.js';
import { settingsFor } from '../support/settings.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const failures: Readonly<Record<string, { readonly listener: RequestListener; readonly code: string }>> = {
	'nothing at the address': { listener: (_, response) => response.writeHead(404).end('<p>Not found</p>'), code: 'http-404' },
	'a page to log in at': {
		listener: (_, response) => response.setHeader('content-type', 'text/html').end(logInPage),
		code: 'not-an-article'
	},
	'a page that asks for consent': {
		listener: (_, response) => response.setHeader('content-type', 'text/html').end(consentPage),
		code: 'not-an-article'
	},
	'an empty file': { listener: (_, response) => response.setHeader('content-type', 'text/plain').end(), code: 'empty-source' },
	'a download that breaks off': {
		listener: (request, response) => {
			response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000000' });
			if (request.method === 'HEAD') response.end();
			else response.write(articlePage(), () => response.destroy());
		},
		code: 'unreachable'
	},
	'a server that is broken': { listener: (_, response) => response.writeHead(500).end('<p>Oh.</p>'), code: 'http-500' }
};

describe('A failed download leads to no analysis at all', () => {
	let app: App;
	let server: LocalServer;
	let listener: RequestListener;

	before(async () => {
		app = await createApp(settingsFor(temporaryFolder(), { YTDLP_PATH: resolve('test/support/ytdlp/fake-yt-dlp.mjs') }));
		runInside(app);
		server = await localServer((request, response) => listener(request, response));
	});

	after(async () => {
		await app.close();
		await server.close();
	});

	async function run(url: string) {
		const { workflow, ended } = await app.engine.acceptAndRun({
			kind: app.registry.kind().name,
			depth: 'experimental',
			source: { type: 'url', url },
			options: { reportLanguage: 'en' }
		});
		const status = await ended;
		return { status, stages: await app.ledger.stages(workflow.id), report: await app.results.get(workflow.id) };
	}

	async function check(url: string, code: string): Promise<void> {
		const { status, stages, report } = await run(url);
		assert.equal(status, 'failed');
		const failed = stages.filter((stage) => stage.status === 'failed');
		assert.deepEqual(
			failed.map(({ stage, reason }) => [stage, reason?.code]),
			[['content-acquisition', code]]
		);
		// What looks at the source from outside, before it is fetched, has nothing to say about what is in it.
		const succeeded = stages.filter((stage) => stage.status === 'succeeded').map(({ stage }) => stage);
		assert.ok(
			succeeded.every((stage) => stage === 'mission-planning' || stage === 'model-routing'),
			succeeded.join()
		);
		const speaking = (report?.sections ?? []).filter(
			({ stage, blocks }) => blocks.length > 0 && stage !== 'mission-planning' && stage !== 'model-routing'
		);
		assert.deepEqual(speaking, []);
		assert.ok(report?.reason, 'the report says why');
		assert.deepEqual(await app.ledger.searchDocuments(['the'], { scope: { type: 'operator' }, limit: 10 }), []);
	}

	for (const [name, failure] of Object.entries(failures)) {
		it(`${name}`, async () => {
			({ listener } = failure);
			await check(`${server.url}/page`, failure.code);
		});
	}

	it('a video that its site keeps private', async () => {
		await check('https://www.youtube.com/watch?v=private', 'site-private');
	});

	it('a file that is not there', async () => {
		const { workflow, ended } = await app.engine.acceptAndRun({
			kind: app.registry.kind().name,
			depth: 'standard',
			source: { type: 'file', path: join(temporaryFolder(), 'gone.vtt') },
			options: { reportLanguage: 'en' }
		});
		assert.equal(await ended, 'failed');
		const stages = await app.ledger.stages(workflow.id);
		assert.equal(stages.find(({ stage }) => stage === 'content-acquisition')?.reason?.code, 'missing-file');
		assert.ok(stages.every(({ stage, status }) => status !== 'succeeded' || stage === 'mission-planning'));
	});
});
