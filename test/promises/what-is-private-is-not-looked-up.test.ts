/** What somebody asks for privately goes into no query to whoever runs a search: the report says so, and what else there is to say. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '#lib/workflow/report';
import { type App, createApp } from '#root/app';
import { runInside } from '../support/runInside.js';
import { settingsFor } from '../support/settings.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { FakeWeb } from '../support/web/FakeWeb.js';

/** They search for nothing. */
const others =
	'linguistic-analysis,deception-analysis,briefing,synthesis,knowledge-integration,behavioral-patterns,extended-verification,performance-monitoring,communication';

describe('What is private is not looked up elsewhere', () => {
	let web: FakeWeb;
	let app: App;
	let path: string;

	before(async () => {
		const folder = temporaryFolder();
		path = join(folder, 'talk.txt');
		await writeFile(path, 'The Golden Gate Bridge in San Francisco opened in 1937. Sydney, the capital of Australia, has a bridge too.\n');
		web = await FakeWeb.open();
		app = await createApp(settingsFor(folder, { ...web.settings, DISABLED_STAGES: others }));
		runInside(app);
	});

	after(async () => {
		await app.close();
		await web.close();
	});

	async function report(): Promise<Report> {
		const accepted = await app.requestLedger.accept(
			{
				workflow: { kind: 'autointel', depth: 'deep', source: { type: 'file', path }, options: { reportLanguage: 'en' } },
				request: { interactionId: 'whispered', userId: 'ada', private: true, context: 'dm' },
				digest: 'whispered',
				instance: app.instances.id
			},
			{ perUser: 2, cooldownMs: 0 }
		);
		assert.ok('workflow' in accepted);
		const { id } = accepted.workflow;
		await app.ledger.acknowledge(id, undefined);
		const taken = (await app.engine.take(id)) ?? assert.fail('it cannot be taken');
		assert.equal(await taken.ended, 'succeeded');
		return (await app.results.get(id)) ?? assert.fail('there is no result');
	}

	const sectionOf = ({ sections }: Report, stage: string) => sections.find((section) => section.stage === stage) ?? assert.fail(stage);

	it('no search back end is asked, and each section says why', async () => {
		const told = await report();
		assert.deepEqual(web.requests, []);
		const why = /cannot be asked: what is private is not looked up elsewhere/;
		assert.match(JSON.stringify(sectionOf(told, 'verification').blocks), why);
		for (const stage of ['research-context', 'social-intelligence']) assert.match(sectionOf(told, stage).reason ?? '', why, stage);
	});
});
