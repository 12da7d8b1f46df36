import assert from 'node:assert/strict';
import type { ExportDocument } from '#lib/privacy/exportDocument';
import type { Subject } from '#lib/workflow/subject';
import { TestPrivacy } from '../../support/TestPrivacy.js';

const ada = { type: 'person', id: 'ada' } as const;

describe('an export', () => {
	let world: TestPrivacy;

	beforeEach(async () => {
		world = await TestPrivacy.open({
			words: {
				run: async ({ artifacts, workflow }) => {
					await artifacts.put('the file');
					return { heard: workflow.source.type === 'url' ? workflow.source.url : '' };
				},
				report: (output) => ({ title: 'Words', blocks: [{ type: 'paragraph', text: JSON.stringify(output) }] })
			}
		});
	});

	afterEach(() => world.test.close());

	async function exported(subject: Subject, maxBytes?: number): Promise<ExportDocument> {
		return JSON.parse(await world.privacy.export(subject, maxBytes === undefined ? {} : { maxBytes }));
	}

	it('has everything of a person: what they asked for, what came of it, what was sent', async () => {
		const { id } = await world.ranFor(
			{ userId: 'ada', serverId: 's', channelId: 'c', locale: 'de', token: 'secret-token', tokenExpiresAt: 9e15 },
			'https://example.com/hers'
		);
		await world.deliver(id);
		await world.privacy.setOptOut('ada', true);
		const document = await exported(ada);
		assert.deepEqual(document.subject, ada);
		assert.match(document.person?.optedOutAt ?? '', /^\d{4}-/);
		const [workflow] = document.workflows;
		assert.equal(document.workflows.length, 1);
		assert.equal(workflow?.workflowId, id);
		assert.equal(workflow.source, 'https://example.com/hers');
		assert.deepEqual(workflow.asked, { userId: 'ada', serverId: 's', channelId: 'c', private: false, locale: 'de' });
		assert.deepEqual(
			workflow.messages.map(({ messageId }) => messageId),
			[`first-${id}`, `result-${id}`]
		);
		assert.deepEqual(
			workflow.files.map(({ bytes }) => bytes),
			[8]
		);
		assert.deepEqual(workflow.outputs, { words: { heard: 'https://example.com/hers' } });
		assert.equal(workflow.report?.sections[0]?.title, 'Words');
		assert.equal(JSON.stringify(document).includes('secret-token'), false);
	});

	it('has what a person thought of results, and only that person', async () => {
		const { id } = await world.ranFor({ userId: 'bea' });
		const { writer } = world.test.connection;
		for (const userId of ['ada', 'bea']) await writer.insertInto('votes').values({ workflowId: id, userId, vote: 'up', at: 1 }).execute();
		const { votes } = await exported(ada);
		assert.deepEqual(votes, [{ workflowId: id, vote: 'up', at: '1970-01-01T00:00:00.001Z' }]);
		await world.privacy.forget(ada);
		assert.deepEqual((await exported(ada)).votes, []);
		assert.equal((await exported({ type: 'person', id: 'bea' })).votes?.length, 1);
	});

	it('has nothing of anybody else, and of what others analysed only that they did', async () => {
		await world.ranFor({ userId: 'bea', serverId: 's' }, 'https://example.com/hers-alone');
		const about = await world.ranFor({ userId: 'bea', serverId: 's', sourceAuthorId: 'ada' }, 'https://example.com/said-by-ada');
		const text = await world.privacy.export(ada);
		assert.equal(/bea|hers-alone|said-by-ada/.test(text), false, text);
		const { workflows, analysedByOthers }: ExportDocument = JSON.parse(text);
		assert.deepEqual(workflows, []);
		assert.deepEqual(
			analysedByOthers?.map(({ workflowId }) => workflowId),
			[about.id]
		);
	});

	it('of a server has what was asked for publicly, and of private workflows only that there were some', async () => {
		await world.test.connection.writer.insertInto('servers').values({ serverId: 's', settingsJson: '{"depth":"deep"}' }).execute();
		await world.ranFor({ userId: 'ada', serverId: 's' }, 'https://example.com/public');
		await world.ranFor({ userId: 'bea', serverId: 's', private: true }, 'https://example.com/hidden');
		const document = await exported({ type: 'server', id: 's' });
		assert.deepEqual(document.server, { settings: { depth: 'deep' } });
		assert.deepEqual(
			document.workflows.map(({ source }) => source),
			['https://example.com/public', '(private)']
		);
		assert.equal(/hidden|bea/.test(JSON.stringify(document)), false);
	});

	it('leaves out what the stages stored where it would be too large, then the reports, and says so', async () => {
		await world.test.close();
		world = await TestPrivacy.open({ words: { run: () => 'word '.repeat(500) } });
		await world.ranFor({ userId: 'ada' });
		const whole = await world.privacy.export(ada);
		const document: ExportDocument = JSON.parse(whole);
		assert.equal(document.leftOut.length, 2);
		const shorter = await exported(ada, Buffer.byteLength(whole) - 1);
		assert.match(shorter.leftOut[2] ?? '', /What the stages stored/);
		assert.equal(shorter.workflows[0]?.outputs, undefined);
		assert.ok(shorter.workflows[0]?.report);
		const shortest = await exported(ada, 500);
		assert.match(shortest.leftOut[3] ?? '', /The reports/);
		assert.equal(shortest.workflows[0]?.report, null);
	});

	it('of nobody is empty', async () => {
		const { workflows, person } = await exported({ type: 'person', id: 'nobody' });
		assert.deepEqual({ workflows, person }, { workflows: [], person: undefined });
	});

	it('is announced by how much is stored', async () => {
		const { id } = await world.ranFor({ userId: 'ada' });
		await world.deliver(id);
		await world.ranFor({ userId: 'bea', sourceAuthorId: 'ada' });
		const { since, ...stored } = await world.privacy.stored(ada);
		assert.ok(since !== undefined && since <= Date.now());
		assert.deepEqual(stored, { workflows: 1, files: 1, bytes: 8, messages: 2, analysedByOthers: 1, optedOut: false, forgetting: false });
	});
});
