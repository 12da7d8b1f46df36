// Rate limits: what the headers foretell, what happens to those who do not listen, and what counts towards a ban.
import assert from 'node:assert/strict';
import { Harbour } from './helpers/Harbour.js';

const send = 'POST /channels/:channel/messages';

describe('emulated Discord: rate limits', () => {
	let harbour: Harbour;
	afterEach(() => harbour.close());

	/** A caller that looks at no header. */
	const post = (path: string, body: object, token = harbour.discord.token) =>
		fetch(`${harbour.discord.apiUrl}/v10${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bot ${token}` },
			body: JSON.stringify(body)
		});

	it('say in every answer what is left, and refuse what is too much with 429 and how long to wait', async () => {
		harbour = await Harbour.open();
		const path = `/channels/${harbour.channel.id}/messages`;
		const left: (string | null)[] = [];
		for (let count = 0; count < 5; count++) left.push((await post(path, { content: 'x' })).headers.get('x-ratelimit-remaining'));
		assert.deepEqual(left, ['4', '3', '2', '1', '0']);
		const refusal = await post(path, { content: 'x' });
		const body = (await refusal.json()) as { readonly retry_after: number; readonly global: boolean };
		assert.equal(refusal.status, 429);
		assert.equal(refusal.headers.get('x-ratelimit-scope'), 'user');
		assert.ok(body.retry_after > 0 && body.retry_after <= 5 && !body.global);
		assert.equal(harbour.channel.messages.size, 5);
		const other = harbour.server.textChannel('other');
		assert.equal((await post(`/channels/${other.id}/messages`, { content: 'x' })).status, 200);
	});

	it('are kept by discord.js, which waits and meets no 429', async () => {
		harbour = await Harbour.open({ rateLimits: { 'message-create': { limit: 2, perMs: 150 } } });
		const started = Date.now();
		await Promise.all(Array.from({ length: 6 }, (_, n) => harbour.botChannel.send(`${n}`)));
		assert.equal(
			harbour.discord.requests.count(send, ({ status }) => status === 429),
			0
		);
		assert.equal(harbour.channel.messages.size, 6);
		assert.ok(Date.now() - started >= 300, 'three windows were needed');
	});

	it('hold 5 follow-ups per 2 s for each interaction’s token alone', async () => {
		harbour = await Harbour.open();
		const first = await harbour.ping();
		const second = await harbour.ping();
		await first.received.reply('x');
		await second.received.reply('x');
		const path = ({ received }: typeof first) => `/webhooks/${received.applicationId}/${received.token}`;
		const statuses: number[] = [];
		for (let count = 0; count < 6; count++) statuses.push((await post(path(first), { content: 'x' })).status);
		assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
		assert.equal((await post(path(second), { content: 'x' })).status, 200);
	});

	it('allow 50 requests a second over all routes, but exempt interactions', async () => {
		harbour = await Harbour.open({ rateLimits: { global: { limit: 3, perMs: 60_000 }, other: { limit: 100, perMs: 1_000 } } });
		const { received } = await harbour.ping();
		const answers: Response[] = [];
		for (let count = 0; count < 3; count++) answers.push(await post('/users/@me/channels', { recipient_id: harbour.ada.id }));
		const last = answers.at(-1);
		assert.equal(last?.status, 429);
		assert.equal(last.headers.get('x-ratelimit-global'), 'true');
		await received.reply('exempt');
		await received.followUp('exempt too');
		assert.equal(harbour.ada.sees(harbour.channel).length, 2);
	});

	it('count 401, 403 and 429 as invalid; too many of them end in a ban, for everybody and with an HTML page', async () => {
		harbour = await Harbour.open({ invalidRequestLimit: 3 });
		const { channel, discord } = harbour;
		await post(`/channels/${channel.id}/messages`, { content: 'x' }, 'wrong');
		channel.deny(discord.bot, ['ViewChannel'], { silently: true });
		await post(`/channels/${channel.id}/messages`, { content: 'x' });
		await post('/channels/1/messages', { content: 'x' });
		assert.deepEqual(
			discord.requests.invalid.map(({ status }) => status),
			[401, 403]
		);
		discord.faults.on(send).rateLimited(0.01);
		await post(`/channels/${channel.id}/messages`, { content: 'x' });
		const banned = await post('/users/@me/channels', { recipient_id: harbour.ada.id });
		assert.equal(banned.status, 429);
		assert.equal(banned.headers.get('content-type'), 'text/html');
	});
});
