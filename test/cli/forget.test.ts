import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { putRequest } from '#lib/ledger/operations/putRequest';
import type { LedgerTables } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import { DiscordEmulator } from '../support/discord/index.js';
import { waitUntil } from '../support/waitUntil.js';
import { CommandLine } from './commandLine.js';
import { listDocument, runDocument } from './documents.js';

const user = '123456789012345678';

describe('autointel forget', () => {
	let line: CommandLine;
	let discord: DiscordEmulator | undefined;

	beforeEach(() => {
		line = new CommandLine();
	});
	afterEach(async () => {
		await discord?.stop();
		discord = undefined;
	});

	async function ran(source = 'talk.txt'): Promise<string> {
		line.file(source, 'WEBVTT some words');
		const { json, stderr } = await line.call('run', source, '--kind', 'trial', '--json');
		assert.equal(stderr, '');
		return runDocument.parse(json()).workflowId;
	}

	/** Makes a workflow somebody's, with a first answer in Discord. */
	async function belongTo(workflowId: string, channelId: string, messageId: string): Promise<void> {
		const db = openSqlite<LedgerTables>(join(line.folder, 'data/autointel.db'));
		await db.transaction().execute((tx) => putRequest(tx, { workflowId, userId: user, private: false, context: 'server' }, Date.now()));
		await db.updateTable('requests').set({ messageChannelId: channelId, messageId }).execute();
		await db.destroy();
	}

	async function list(): Promise<readonly string[]> {
		return listDocument.parse((await line.call('list', '--json')).json()).map(({ workflowId }) => workflowId);
	}

	it('deletes one workflow with its report, and no other', async () => {
		const [one, other] = [await ran(), await ran()];
		assert.ok(existsSync(join(line.folder, 'data/reports', one)));
		const { code, stdout, stderr } = await line.call('forget', '--workflow', one);
		assert.equal(code, 0, stderr);
		assert.match(stdout, new RegExp(`^Forgotten: ${one} \\(1 workflow, \\d+ files?, 0 messages deleted\\)\\.\n`));
		assert.match(stdout, /Backups of the ledger still have it/);
		assert.equal(existsSync(join(line.folder, 'data/reports', one)), false);
		assert.deepEqual(await list(), [other]);
		const again = await line.call('forget', '--workflow', one);
		assert.equal(again.code, 2);
		assert.match(again.stderr, /There is no workflow/);
	});

	it('deletes what somebody asked for on Discord, their messages included', async () => {
		discord = await DiscordEmulator.start();
		const channel = discord.server('Harbour').textChannel('general');
		const answer = await fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages`, {
			method: 'POST',
			headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ content: 'accepted' })
		});
		const { id: messageId } = (await answer.json()) as { readonly id: string };
		await belongTo(await ran(), channel.id, messageId);

		const blind = await line.call('forget', '--user', user, '--json');
		assert.equal(blind.code, 3, blind.stderr);
		assert.deepEqual(blind.json(), {
			...{ type: 'person', id: user, workflows: 1, files: 1, messages: 0, outOfReach: 0, left: { workflows: 0, messages: 1 } },
			complete: false
		});
		assert.equal(channel.messages.size, 1);
		const { code, stdout, stderr } = await line.start(['forget', '--user', user], { env: discord.environment }).ended;
		assert.equal(code, 0, stderr);
		assert.match(stdout, new RegExp(`^Forgotten: person ${user} \\(0 workflows, 0 files, 1 message deleted\\)\\.\n$`));
		assert.equal(channel.messages.size, 0);
		assert.deepEqual(await list(), []);
	});

	it('ends a workflow that runs in another process first', async () => {
		const source = line.file('talk.txt', 'wait');
		const run = line.start(['run', 'talk.txt', '--kind', 'trial']);
		await waitUntil('the stage works', () => existsSync(`${source}.log`));
		const id = await waitUntil('it has said which workflow it runs', () => /wf_\w+/.exec(run.stdout)?.[0]);
		const { code, stderr } = await line.call('forget', '--workflow', id);
		assert.equal(code, 0, stderr);
		await run.ended;
		assert.deepEqual(await list(), []);
	});

	it('says what it needs, in one line', async () => {
		const cases: readonly (readonly [readonly string[], RegExp])[] = [
			[[], /^autointel: forget needs one of --user, --server and --workflow\n {2}As in: .* forget --workflow wf_/],
			[['--user', user, '--server', user], /forget needs one of/],
			[['--user', 'ada'], /"ada" is no id of Discord\n {2}An id is a long number/],
			[['--workflow', 'wf_unknown'], /There is no workflow "wf_unknown"/]
		];
		for (const [words, expected] of cases) {
			const { code, stderr, stdout } = await line.call('forget', ...words);
			assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
			assert.match(stderr, expected);
		}
		const nobody = await line.call('forget', '--server', user);
		assert.equal(nobody.code, 0);
		assert.equal(nobody.stdout, `Forgotten: server ${user} (0 workflows, 0 files, 0 messages deleted).\n`);
	});
});
