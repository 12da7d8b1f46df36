// What a caller of discord.js sees when Discord or the way to it fails. These are facts about the client that the bot's design rests on.
import assert from 'node:assert/strict';
import { Client, DiscordAPIError, HTTPError, RateLimitError, REST, WebhookClient } from 'discord.js';
import { Harbour } from './helpers/Harbour.js';
import { noTasks } from './helpers/noTasks.js';
import { refused } from './helpers/refused.js';

const send = 'POST /channels/:channel/messages';
const callback = 'POST /interactions/:interaction/:token/callback';

const failure = (promise: Promise<unknown>): Promise<Error & { readonly code?: unknown; readonly status?: unknown }> =>
	promise.then(
		() => assert.fail('it succeeded'),
		(error: unknown) => error as Error
	);

describe('emulated Discord: what a caller sees in discord.js', () => {
	let harbour: Harbour;
	const texts = () => [...harbour.channel.messages.values()].map(({ text }) => text);
	const open = async (rest: { readonly timeout?: number; readonly rejectOnRateLimit?: string[] } = {}) => {
		harbour = await Harbour.open({ rateLimits: 'loose' }, { rest });
	};
	afterEach(() => harbour.close());

	it('4xx: DiscordAPIError with code and status, at once', async () => {
		await open();
		harbour.discord.faults.on(send).answer(403, { message: 'Missing Access', code: 50001 });
		assert.ok(refused(403, 50001)(await failure(harbour.botChannel.send('x'))));
		assert.equal(harbour.discord.requests.count(send), 1);
	});

	it('an HTML page with a 4xx: DiscordAPIError whose code is undefined', async () => {
		await open();
		harbour.discord.faults.on(send).htmlPage(403);
		const error = await failure(harbour.botChannel.send('x'));
		assert.ok(error instanceof DiscordAPIError);
		assert.deepEqual([error.status, error.code], [403, undefined]);
	});

	it('5xx: four tries, then HTTPError with status; three failures in a row go unnoticed', async () => {
		await open();
		harbour.discord.faults.on(send).times(4).answer(500);
		const error = await failure(harbour.botChannel.send('x'));
		assert.ok(error instanceof HTTPError);
		assert.equal(error.status, 500);
		assert.equal(harbour.discord.requests.count(send), 4);
		harbour.discord.faults.on(send).times(3).htmlPage(502);
		await harbour.botChannel.send('y');
		assert.deepEqual(texts(), ['y']);
	});

	it('ECONNRESET: four tries, then an Error with that code; nothing was applied', async () => {
		await open();
		harbour.discord.faults.on(send).times(4).resetBefore();
		assert.equal((await failure(harbour.botChannel.send('x'))).code, 'ECONNRESET');
		assert.equal(harbour.discord.requests.count(send), 4);
		assert.deepEqual(texts(), []);
	});

	it('a reset after it was applied: the retry makes a duplicate without nonce, and one message with it', async () => {
		await open();
		harbour.discord.faults.on(send).resetAfter();
		await harbour.botChannel.send('twice');
		assert.deepEqual(texts(), ['twice', 'twice']);
		harbour.discord.faults.on(send).resetAfter();
		await harbour.botChannel.send({ content: 'once', nonce: 'n', enforceNonce: true });
		assert.deepEqual(texts(), ['twice', 'twice', 'once']);
	});

	it('a lost answer: no retry, SocketError, and the message is there', async () => {
		await open();
		harbour.discord.faults.on(send).loseAnswer();
		const error = await failure(harbour.botChannel.send('x'));
		assert.equal(error.name, 'SocketError');
		assert.equal(harbour.discord.requests.count(send), 1);
		assert.deepEqual(texts(), ['x']);
	});

	it('a truncated answer: no retry, an error, and the message is there', async () => {
		await open();
		harbour.discord.faults.on(send).truncateAnswer();
		const error = await failure(harbour.botChannel.send('x'));
		assert.equal(error.name, 'SocketError');
		assert.equal(harbour.discord.requests.count(send), 1);
		assert.deepEqual(texts(), ['x']);
	});

	it('no answer: four tries, then AbortError; applied or not cannot be known', async () => {
		await open({ timeout: 50 });
		harbour.discord.faults.on(send).times(4).hangBefore();
		assert.equal((await failure(harbour.botChannel.send('x'))).name, 'AbortError');
		assert.equal(harbour.discord.requests.count(send), 4);
		assert.deepEqual(texts(), []);
		harbour.discord.faults.on(send).times(4).hangAfter();
		assert.equal((await failure(harbour.botChannel.send('y'))).name, 'AbortError');
		assert.deepEqual(texts(), ['y', 'y', 'y', 'y']);
	});

	it('429: waits silently; with rejectOnRateLimit a RateLimitError with retryAfter in ms', async () => {
		await open();
		harbour.discord.faults.on(send).rateLimited(0.05);
		await harbour.botChannel.send('x');
		assert.deepEqual(
			harbour.discord.requests.of(send).map(({ status }) => status),
			[429, 200]
		);
		const strict = new REST({ api: harbour.discord.apiUrl, rejectOnRateLimit: ['/channels'] }).setToken(harbour.discord.token);
		harbour.discord.faults.on(send).rateLimited(7);
		const error = await failure(strict.post(`/channels/${harbour.channel.id}/messages`, { body: { content: 'y' } }));
		assert.ok(error instanceof RateLimitError);
		// The library adds its own offset of 50 ms.
		assert.equal(error.retryAfter, 7_050);
	});

	it('one stray 401 on a bot-token route: REST forgets the token, every later call is a plain Error without code, isReady() stays true', async () => {
		await open();
		harbour.discord.faults.on(send).strayUnauthorized();
		assert.equal((await failure(harbour.botChannel.send('x'))).status, 401);
		const later = await failure(harbour.botChannel.send('y'));
		assert.match(later.message, /^Expected token to be set for this request/);
		assert.equal(later.code, undefined);
		assert.equal(harbour.client.isReady(), true);
		harbour.client.rest.setToken(harbour.discord.token);
		await harbour.botChannel.send('re-armed');
		assert.deepEqual(texts(), ['re-armed']);
	});

	it('a 401 on an interaction’s token does not touch the bot’s', async () => {
		await open();
		const { received, used } = await harbour.ping();
		await received.reply('x');
		used.expireToken();
		await assert.rejects(received.editReply('y'), refused(401, 50027));
		await harbour.botChannel.send('still here');
	});

	it('after client.destroy() the token is gone too', async () => {
		await open();
		const { botChannel } = harbour;
		await harbour.client.destroy();
		assert.match((await failure(botChannel.send('x'))).message, /^Expected token to be set for this request/);
	});

	it('a lost answer to a deferral: the retry gets 40060, deferred stays false, and the original can be edited all the same', async () => {
		await open();
		harbour.discord.faults.on(callback).resetAfter();
		const { received, used } = await harbour.ping();
		await assert.rejects(received.deferReply(), refused(400, 40060));
		assert.equal(received.deferred, false);
		await received.webhook.editMessage('@original', 'recovered');
		assert.equal(used.original?.text, 'recovered');
		harbour.discord.faults.on(callback).loseAnswer();
		const second = await harbour.ping();
		assert.equal((await failure(second.received.deferReply())).name, 'SocketError');
		await second.received.webhook.editMessage('@original', 'recovered too');
	});

	it('new REST() and new WebhookClient() need the api option of their own', async () => {
		await open();
		const { url } = harbour.channel.createWebhook('results');
		const [, , , , , , id = '', token = ''] = url.split('/');
		const webhook = new WebhookClient({ id, token }, { rest: { api: harbour.discord.apiUrl } });
		await webhook.send('x');
		assert.deepEqual(texts(), ['x']);
		assert.equal(new REST().options.api, 'https://discord.com/api');
		assert.equal(new Client({ intents: [], ...noTasks }).rest.options.api, 'https://discord.com/api');
	});

	describe('the faults themselves', () => {
		it('strike where, when and as often as asked', async () => {
			await open();
			const isLate = (body: unknown) => (body as { content?: string }).content === 'late';
			const fault = harbour.discord.faults
				.on(send)
				.skip(1)
				.when(({ body }) => isLate(body))
				.answer(400, { message: 'x', code: 1 });
			for (const content of ['early', 'late', 'other']) await harbour.botChannel.send(content);
			await assert.rejects(harbour.botChannel.send('late'), refused(400, 1));
			await harbour.botChannel.send('late');
			assert.equal(fault.hits, 1);
			assert.throws(() => harbour.discord.faults.on('POST /chanels/:channel/messages'), /no route/);
		});

		it('run the test’s own code before a request takes effect, and after, before it is answered', async () => {
			await open();
			const seen: number[] = [];
			harbour.discord.faults.on(send).runBefore(() => seen.push(harbour.channel.messages.size));
			await harbour.botChannel.send('x');
			harbour.discord.faults.on(send).runAfter(() => seen.push(harbour.channel.messages.size));
			await harbour.botChannel.send('y');
			assert.deepEqual(seen, [0, 2]);
		});

		it('let go of hanging requests when they end', async () => {
			await open();
			const fault = harbour.discord.faults.on(send).hangBefore();
			const sent = failure(harbour.botChannel.send('x'));
			await harbour.discord.until(() => fault.hits === 1, 'it hangs');
			fault.end();
			assert.equal((await sent).name, 'SocketError');
		});

		it('can say an error although the request was applied', async () => {
			await open();
			harbour.discord.faults.on(send).answerAfter(400, { message: 'x', code: 2 });
			await assert.rejects(harbour.botChannel.send('x'), refused(400, 2));
			assert.deepEqual(texts(), ['x']);
		});
	});
});
