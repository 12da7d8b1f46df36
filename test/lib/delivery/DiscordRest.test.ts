import assert from 'node:assert/strict';
import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { DiscordRest, TokenRefused } from '#lib/delivery/DiscordRest';
import { DiscordEmulator, type EmulatedChannel } from '../../support/discord/index.js';

const post = 'POST /channels/:channel/messages';

describe('DiscordRest', () => {
	let discord: DiscordEmulator;
	let channel: EmulatedChannel;
	let rest: DiscordRest;

	beforeEach(async () => {
		discord = await DiscordEmulator.start();
		channel = discord.server('Harbour').textChannel('general');
		rest = new DiscordRest({ apiUrl: discord.apiUrl, token: discord.token, timeoutMs: 500 });
	});

	afterEach(async () => {
		rest.close();
		await discord.stop();
	});

	const request = () => ({ method: 'POST', path: Routes.channelMessages(channel.id), body: { content: 'x' } }) as const;
	const send = () => rest.asBot(request());

	it('repeats nothing by itself', async () => {
		discord.faults.on(post).answer(500);
		await assert.rejects(send(), HTTPError);
		discord.faults.on(post).resetBefore();
		await assert.rejects(send());
		assert.equal(discord.requests.count(post), 2);
		assert.equal(channel.messages.size, 0);
	});

	it('waits for no limit: neither for one that Discord tells, nor for one that the headers foretell', async () => {
		discord.faults.on(post).rateLimited(60);
		await assert.rejects(send(), (error) => error instanceof RateLimitError && error.retryAfter >= 60_000);
	});

	it('knows from the headers how long to wait, without asking', async () => {
		assert.equal(rest.waitAsBot(request()), 0);
		await send();
		assert.equal(rest.waitAsBot(request()), 0);
		for (let number = 0; number < 3; number++) await send();
		// One is left of five.
		assert.equal(rest.waitAsBot(request()), 0);
		assert.ok(rest.waitAsBot(request(), 1) > 0);
		await send();
		const wait = rest.waitAsBot(request());
		assert.ok(wait > 0 && wait <= 5_100, String(wait));
		assert.equal(rest.waitAsBot({ method: 'POST', path: Routes.channelMessages('1') }), 0);
		await assert.rejects(send(), RateLimitError);
		assert.equal(discord.requests.count(post), 5);
	});

	it('goes on with its token after a stray 401', async () => {
		discord.faults.on(post).strayUnauthorized();
		await assert.rejects(send(), DiscordAPIError);
		await send();
		assert.equal(channel.messages.size, 1);
	});

	it('leaves Discord alone where the token is refused again and again', async () => {
		const wrong = new DiscordRest({ apiUrl: discord.apiUrl, token: 'not.the.token' });
		for (let tries = 0; tries < 10; tries++) await assert.rejects(wrong.asBot(request()));
		await assert.rejects(wrong.asBot(request()), TokenRefused);
		assert.equal(discord.requests.count(post), 2);
		assert.ok(wrong.waitAsBot(request()) > 0);
		wrong.close();
	});

	it('ends a request whose answer never ends', async () => {
		discord.faults.on(post).hangAfter();
		await assert.rejects(send(), { name: 'AbortError' });
	});

	it('carries no bot token where the path is right enough', async () => {
		const webhook = channel.createWebhook('results');
		const [, id = '', token = ''] = /webhooks\/(\d+)\/(.+)$/.exec(webhook.url) ?? [];
		await rest.withoutToken({ method: 'POST', path: Routes.webhook(id, token), query: { wait: 'true' }, body: { content: 'x' } });
		assert.equal(discord.requests.all.at(-1)?.auth, 'webhook');
		assert.equal(channel.messages.size, 1);
	});

	it('has no bot token where none is set', async () => {
		const without = new DiscordRest({ apiUrl: discord.apiUrl });
		assert.equal(without.hasToken, false);
		await assert.rejects(without.asBot(request()), { code: 'no-bot-token' });
		without.close();
	});
});
