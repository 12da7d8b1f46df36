import assert from 'node:assert/strict';
import type { EmulatedChannel, EmulatedServer, Person } from '../../support/discord/index.js';
import { type Asked, TestDelivery, type TestDeliveryOptions } from '../../support/TestDelivery.js';

const longer = 61_000;
const lifetime = 900_000;

function tokenOf(url: string): string {
	return url.slice(url.lastIndexOf('/') + 1);
}

describe('What others may not see', () => {
	let test: TestDelivery;
	let first: TestDelivery | undefined;
	let server: EmulatedServer;
	let channel: EmulatedChannel;
	let ada: Person;
	let bob: Person;

	async function open(options: TestDeliveryOptions = {}): Promise<void> {
		test = await TestDelivery.open(options);
		server = test.discord.server('Harbour');
		channel = server.textChannel('general');
		ada = test.discord.person('ada');
		bob = test.discord.person('bob');
		server.join(ada);
		server.join(bob);
	}

	/** With a channel webhook for results. */
	async function withWebhook(where: EmulatedChannel): Promise<void> {
		const webhook = where.createWebhook('results');
		first = test;
		test = await test.another({ webhook: { id: webhook.id, token: tokenOf(webhook.url) } });
	}

	afterEach(async () => {
		await test.close();
		await first?.leave();
		first = undefined;
	});

	const hidden = /town hall|budget|example\.org|talk/i;

	/** Everything that anybody but ada was ever shown, in every version it had. */
	function shownToOthers(): string {
		const everything = [...test.discord.world.channels.values()].flatMap((place) => [...place.messages.values()]);
		return everything
			.filter(({ channel: place, origin }) => place.recipient !== ada && origin.author.id !== ada.id)
			.flatMap(({ versions }) => versions.map((version) => JSON.stringify(version)))
			.join('\n');
	}

	async function finishedInPrivate(waited: number): Promise<Asked> {
		const asked = await test.ask(ada, channel, { private: true });
		test.advance(waited);
		await test.finish(asked);
		return asked;
	}

	const status = async (asked: Asked) => (await test.result(asked)).status;

	it('takes the place of an ephemeral progress', async () => {
		await open();
		const asked = await finishedInPrivate(0);
		await test.deliver(asked);
		assert.match(ada.sees(channel)[0]?.text ?? '', /The budget doubles/);
		assert.deepEqual(bob.sees(channel), []);
		assert.equal(shownToOthers(), '');
	});

	it('comes as an ephemeral follow-up while the token lives', async () => {
		await open();
		const asked = await finishedInPrivate(longer);
		await test.deliver(asked);
		assert.equal((await test.result(asked)).route, 'follow-up');
		assert.equal(ada.sees(channel).length, 2);
		assert.deepEqual(bob.sees(channel), []);
		await test.delivery.refreshSurfaces();
		assert.deepEqual(bob.sees(channel), []);
		assert.equal(shownToOthers(), '');
	});

	it('comes in person after that', async () => {
		await open();
		const asked = await finishedInPrivate(lifetime);
		await test.deliver(asked);
		assert.equal((await test.result(asked)).route, 'dm');
		assert.equal(ada.directMessages.length, 1);
		assert.equal(test.discord.requests.withTokenOf(asked.interaction).length, 1, 'the dead token was tried');
		assert.equal(shownToOthers(), '');
	});

	it('is held where nothing else is left, whatever webhook there is, and the operator is told no more than that', async () => {
		await open();
		const operators = server.textChannel('operators');
		const webhook = operators.createWebhook('operator');
		const before = test;
		test = await TestDelivery.open({ operator: webhook.url });
		await before.close();
		server = test.discord.server('Harbour');
		channel = server.textChannel('general');
		ada = test.discord.person('ada');
		server.join(ada);
		await withWebhook(server.textChannel('results'));
		ada.directMessagesOpen = false;
		const asked = await finishedInPrivate(lifetime);
		await test.deliver(asked);
		assert.equal(await status(asked), 'held');
		assert.equal(shownToOthers(), '');
	});

	it('is never told in the words of the log', async () => {
		await open();
		ada.directMessagesOpen = false;
		const asked = await finishedInPrivate(lifetime);
		await test.deliver(asked);
		assert.equal(await status(asked), 'held');
		assert.doesNotMatch(JSON.stringify(test.events), hidden);
		assert.doesNotMatch(JSON.stringify(await test.result(asked)), hidden);
	});

	it('stays hidden under every failure there is', async () => {
		await open();
		await withWebhook(server.textChannel('results'));
		const failures = [
			() => test.discord.faults.on('PATCH *').answer(404, { code: 10008, message: 'gone' }),
			() => test.discord.faults.on('PATCH *').loseAnswer(),
			() => test.discord.faults.on('POST /webhooks/*').answer(401, { code: 50027, message: 'dead' }),
			() => test.discord.faults.on('POST /webhooks/*').loseAnswer(),
			() => test.discord.faults.on('POST /channels/:channel/messages').answer(403, { code: 50007, message: 'closed' }),
			() => test.discord.faults.on('POST /channels/:channel/messages').loseAnswer(),
			() => test.discord.faults.on('POST /users/@me/channels').answer(500),
			() => test.discord.faults.on('POST /users/@me/channels').answer(400, { code: 50033, message: 'invalid' })
		];
		for (const fail of failures) {
			for (const waited of [0, longer, lifetime]) {
				const asked = await finishedInPrivate(waited);
				fail();
				await test.deliver(asked);
				await test.delivery.refreshSurfaces();
				test.discord.faults.clear();
			}
		}
		assert.doesNotMatch(shownToOthers(), hidden);
		assert.deepEqual(bob.sees(channel), []);
	});

	it('of one server never reaches the webhook of another', async () => {
		await open();
		const foreign = test.discord.server('Foreign');
		await withWebhook(foreign.textChannel('results'));
		const asked = await test.ask(ada, channel);
		test.advance(lifetime);
		await test.finish(asked);
		server.kickBot();
		ada.directMessagesOpen = false;
		await test.deliver(asked);
		assert.equal(await status(asked), 'held');
		assert.equal(test.discord.requests.count('POST /webhooks/:webhook/:token'), 0);
	});

	it('of one server does reach its own webhook, as the last way', async () => {
		await open();
		const archive = server.textChannel('results');
		await withWebhook(archive);
		const asked = await test.ask(ada, channel);
		test.advance(lifetime);
		await test.finish(asked);
		server.kickBot();
		ada.directMessagesOpen = false;
		await test.deliver(asked);
		assert.equal((await test.result(asked)).route, 'webhook');
		const [message] = ada.sees(archive);
		assert.match(message?.text ?? '', /The budget doubles/);
		assert.deepEqual(message?.buttons, []);
		assert.deepEqual(message?.rang, [ada]);
	});

	it('of a conversation never reaches a webhook', async () => {
		await open();
		await withWebhook(server.textChannel('results'));
		const conversation = test.discord.world.openDirectMessages(ada);
		const asked = await test.ask(ada, conversation);
		test.advance(lifetime);
		await test.finish(asked);
		ada.hasBlockedBot = true;
		await test.deliver(asked);
		assert.equal(await status(asked), 'held');
	});

	it('of one server never reaches a result channel of another', async () => {
		await open();
		const foreign = test.discord.server('Foreign');
		const there = foreign.textChannel('results');
		const asked = await test.ask(ada, channel, { resultChannelId: there.id });
		test.advance(longer);
		await test.finish(asked);
		await test.deliver(asked);
		assert.equal((await test.result(asked)).route, 'channel');
		assert.equal(there.messages.size, 0);
	});

	it('of nobody on Discord goes to the webhook, or into the log by its id alone', async () => {
		await open();
		const archive = server.textChannel('results');
		await withWebhook(archive);
		const one = await test.headless();
		await test.finish(one);
		await test.deliver(one);
		assert.match(ada.sees(archive)[0]?.text ?? '', /The budget doubles/);
		archive.remove();
		const other = await test.headless();
		await test.finish(other);
		await test.deliver(other);
		assert.equal((await test.result(other)).route, 'log');
	});
});
