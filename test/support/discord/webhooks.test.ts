// Channel webhooks, as a result's last way out uses them.
import assert from 'node:assert/strict';
import { MessageFlags, WebhookClient } from 'discord.js';
import { Harbour } from './helpers/Harbour.js';
import { refused } from './helpers/refused.js';

describe('emulated Discord: channel webhooks', () => {
	let harbour: Harbour;
	beforeEach(async () => {
		harbour = await Harbour.open();
	});
	afterEach(() => harbour.close());

	const clientFor = (url: string) => {
		const [token = '', id = ''] = url.split('/').reverse();
		return new WebhookClient({ id, token }, { rest: { api: harbour.discord.apiUrl } });
	};

	it('post, read, edit and delete their own messages, in the channel or in one of its threads', async () => {
		const webhook = clientFor(harbour.channel.createWebhook('results').url);
		const thread = harbour.server.thread(harbour.channel, 'today');
		const sent = await webhook.send({ content: 'x', username: 'Results' });
		assert.equal((await webhook.fetchMessage(sent.id)).content, 'x');
		await webhook.editMessage(sent.id, 'y');
		assert.deepEqual(
			harbour.ada.sees(harbour.channel).map(({ text, origin }) => [text, origin.author.username]),
			[['y', 'Results']]
		);
		await webhook.deleteMessage(sent.id);
		await assert.rejects(webhook.fetchMessage(sent.id), refused(404, 10008));
		await webhook.send({ content: 'in the thread', threadId: thread.id });
		assert.deepEqual(
			harbour.ada.sees(thread).map(({ text }) => text),
			['in the thread']
		);
		const other = harbour.server.textChannel('other');
		await assert.rejects(webhook.send({ content: 'x', threadId: other.id }), refused(404, 10003));
	});

	it('answer 204 unless asked to wait', async () => {
		const { url } = harbour.channel.createWebhook('results');
		const post = (query: string) =>
			fetch(`${url}${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"content":"x"}' });
		assert.equal((await post('')).status, 204);
		assert.equal((await post('?wait=true')).status, 200);
		assert.equal(harbour.channel.messages.size, 2);
	});

	it('refuse a wrong token (401/50027), and are unknown once deleted, with or without their channel (404/10015)', async () => {
		const { url } = harbour.channel.createWebhook('results');
		await assert.rejects(clientFor(`${url}x`).send('x'), refused(401, 50027));
		harbour.channel.remove();
		await assert.rejects(clientFor(url).send('x'), refused(404, 10015));
		assert.equal(harbour.discord.requests.invalid.length, 1);
	});

	it('carry no buttons unless the application made them', async () => {
		const button = { type: 1 as const, components: [{ type: 2 as const, style: 2 as const, label: 'x', custom_id: 'x' }] };
		const foreign = clientFor(harbour.channel.createWebhook('results').url);
		await foreign.send({ content: 'x', components: [button] }).catch(() => undefined);
		assert.deepEqual(
			[...harbour.channel.messages.values()].flatMap(({ buttons }) => buttons),
			[]
		);
		const text = { type: 10 as const, content: 'only shown' };
		await foreign.send({ components: [text], flags: MessageFlags.IsComponentsV2, withComponents: true });
		assert.equal([...harbour.channel.messages.values()].at(-1)?.text, 'only shown');
		const own = clientFor(harbour.channel.createWebhook('ours', harbour.discord.bot.id).url);
		await own.send({ content: 'x', components: [button] });
		assert.equal([...harbour.channel.messages.values()].at(-1)?.buttons.length, 1);
	});
});
