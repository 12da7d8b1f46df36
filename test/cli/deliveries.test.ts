import assert from 'node:assert/strict';
import { join } from 'node:path';
import { z } from 'zod';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { DiscordEmulator, type EmulatedChannel } from '../support/discord/index.js';
import { CommandLine } from './commandLine.js';

const deliveriesDocument = z.array(
	z.strictObject({
		deliveryId: z.string(),
		workflowId: z.string(),
		kind: z.enum(['result', 'message']),
		status: z.enum(['pending', 'sending', 'unknown', 'held']),
		attempts: z.number(),
		route: z.string().nullable(),
		createdAt: z.iso.datetime(),
		reason: z.string().nullable()
	})
);

describe('delivering from the command line', () => {
	let discord: DiscordEmulator;
	let archive: EmulatedChannel;

	beforeEach(async () => {
		discord = await DiscordEmulator.start();
		archive = discord.server('Archive').textChannel('results');
	});
	afterEach(() => discord.stop());

	const lineTo = (webhook: string) => new CommandLine({ DISCORD_API_URL: discord.apiUrl, RESULT_WEBHOOK_URL: webhook });
	const texts = () => [...archive.messages.values()].map(({ text }) => text);

	it('sends results to the webhook, once', async () => {
		const line = lineTo(archive.createWebhook('results').url);
		line.file('talk.txt', 'We doubled the budget.');
		const ran = await line.call('run', 'talk.txt', '--kind', 'trial');
		assert.equal(ran.code, 0, ran.stderr);
		assert.equal(texts().length, 1);
		assert.match(texts()[0] ?? '', /^## /);
		assert.deepEqual(deliveriesDocument.parse((await line.call('deliveries', '--json')).json()), []);
		assert.match((await line.call('deliveries')).stdout, /Everything is delivered\./);
	});

	it('sends nothing anywhere where no webhook is set', async () => {
		const line = new CommandLine({ DISCORD_API_URL: discord.apiUrl });
		line.file('talk.txt', 'We doubled the budget.');
		assert.equal((await line.call('run', 'talk.txt', '--kind', 'trial')).code, 0);
		assert.equal(discord.requests.all.length, 0);
		assert.deepEqual(deliveriesDocument.parse((await line.call('deliveries', '--json')).json()), []);
	});

	it('shows what is held and why, tries again when it is told to, and says that it did', async () => {
		const line = lineTo(archive.createWebhook('results').url);
		line.file('talk.txt', 'We doubled the budget.');
		await line.call('run', 'talk.txt', '--kind', 'trial');
		// As if nobody had been there to take it.
		const ledger = await connectSqlite(join(line.folder, 'data', 'autointel.db'));
		await ledger.writer
			.updateTable('outbox')
			.set({ status: 'held', reasonJson: JSON.stringify({ code: 'x', message: 'the channel is gone' }) })
			.execute();
		await ledger.close();

		const [held] = deliveriesDocument.parse((await line.call('deliveries', '--json')).json());
		assert.ok(held);
		assert.deepEqual([held.kind, held.status, held.reason], ['result', 'held', 'the channel is gone']);
		assert.match((await line.call('deliveries')).stdout, /held +1 +.*the channel is gone\n.*deliveries --retry/);
		const wrong = await line.call('deliveries', '--retry', 'dl_0');
		assert.equal(wrong.code, 2);
		assert.match(wrong.stderr, /Nothing is held under "dl_0"/);
		const again = await line.call('deliveries', '--retry', held.deliveryId);
		assert.equal(again.code, 0, again.stderr);
		assert.match(again.stdout, /Everything is delivered now\./);
		assert.equal(texts().length, 2);
	});

	it('says so where the webhook does not take it, and keeps the result', async () => {
		const webhook = archive.createWebhook('results');
		const line = lineTo(webhook.url);
		line.file('talk.txt', 'We doubled the budget.');
		await discord.goesAway();
		const ran = await line.call('run', 'talk.txt', '--kind', 'trial');
		assert.equal(ran.code, 0);
		assert.match(ran.stderr, /could not be sent to RESULT_WEBHOOK_URL yet \(Discord could not be reached\)/);
		assert.doesNotMatch(ran.stderr + ran.stdout, new RegExp(webhook.url.slice(-20)));
		await discord.comesBack();
		await discord.until(
			async () => {
				await line.call('deliveries', '--retry');
				return texts().length === 1;
			},
			'the result arrives',
			60_000
		);
	});
});
