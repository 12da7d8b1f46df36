import assert from 'node:assert/strict';
import { Routes } from 'discord-api-types/v10';
import { toWire } from '#lib/delivery/messages/MessageBody';
import { progressMessage } from '#lib/delivery/messages/progressMessage';
import type { EmulatedChannel, EmulatedServer, Person } from '../../support/discord/index.js';
import { type Asked, TestDelivery, type TestDeliveryOptions } from '../../support/TestDelivery.js';

const editOriginal = 'PATCH /webhooks/:webhook/:token/messages/:message';
const post = 'POST /channels/:channel/messages';
const postWebhook = 'POST /webhooks/:webhook/:token';
const longer = 61_000;
const lifetime = 900_000;

describe('Delivery', () => {
	let test: TestDelivery;
	let server: EmulatedServer;
	let channel: EmulatedChannel;
	let ada: Person;

	async function open(options: TestDeliveryOptions = {}): Promise<void> {
		test = await TestDelivery.open(options);
		server = test.discord.server('Harbour');
		channel = server.textChannel('general');
		ada = test.discord.person('ada');
		server.join(ada);
	}

	afterEach(() => test.close());

	const results = (where = ada.sees(channel)) => where.filter(({ text }) => text.includes('The budget doubles.'));

	async function finished(given: Parameters<TestDelivery['ask']>[2] = {}, waited = longer): Promise<Asked> {
		const asked = await test.ask(ada, channel, given);
		test.advance(waited);
		await test.finish(asked);
		return asked;
	}

	const route = async (asked: Asked) => {
		const { status, route: taken } = await test.result(asked);
		return status === 'delivered' ? taken : status;
	};

	describe('of a short run', () => {
		it('takes the place of the progress, and rings nobody', async () => {
			await open();
			const asked = await finished({}, 0);
			await test.deliver(asked);
			const seen = ada.sees(channel);
			assert.equal(seen.length, 1);
			assert.match(seen[0]?.text ?? '', /The town hall[\s\S]*The budget doubles\.[\s\S]*We doubled the budget\. \(12:04\)/);
			assert.deepEqual(ada.notifications, []);
			assert.equal(await route(asked), 'interaction');
			await test.delivery.refreshSurfaces();
			assert.equal((await test.outbox.openSurfaces()).length, 0);
		});

		it('says what it has cost', async () => {
			await open();
			const asked = await test.ask(ada, channel);
			await test.spend(asked, 31_000_000);
			await test.finish(asked);
			await test.deliver(asked);
			assert.match(ada.sees(channel)[0]?.text ?? '', / · 0\.03 USD · 100 % grounded in the source · wf_/);
		});

		it('is a new message where its progress was deleted', async () => {
			await open();
			const asked = await finished({}, 0);
			const { original } = asked.interaction;
			assert.ok(original);
			const moderator = test.discord.person('moderator');
			server.join(moderator, server.role('moderators', ['ManageMessages']));
			moderator.deletes(original);
			await test.deliver(asked);
			assert.equal(results().length, 1);
			assert.equal(await route(asked), 'channel');
		});

		it('goes where the server wants its results, and leaves a link', async () => {
			await open();
			const elsewhere = server.textChannel('results');
			const asked = await finished({ resultChannelId: elsewhere.id }, 0);
			await test.deliver(asked);
			await test.delivery.refreshSurfaces();
			const [result] = results(ada.sees(elsewhere));
			assert.ok(result);
			assert.equal(await route(asked), 'result-channel');
			assert.match(ada.sees(channel)[0]?.text ?? '', new RegExp(`/${elsewhere.id}/${result.id}`));
		});

		it('comes in the channel it was asked in where the other one is gone', async () => {
			await open();
			const elsewhere = server.textChannel('results');
			const asked = await finished({ resultChannelId: elsewhere.id }, 0);
			elsewhere.remove();
			await test.deliver(asked);
			assert.equal(await route(asked), 'channel');
		});
	});

	describe('of a longer run', () => {
		it('is a new message that mentions its requester and nobody else, and leaves a link where the progress was', async () => {
			await open();
			const bob = test.discord.person('bob');
			server.join(bob);
			const asked = await test.ask(ada, channel);
			test.advance(longer);
			await test.finish(asked, { title: `${bob.mention} said`, summary: `The budget doubles. @everyone ${bob.mention} <@&${server.id}>` });
			await test.deliver(asked);
			await test.delivery.refreshSurfaces();
			const [first, second, ...others] = ada.sees(channel);
			assert.ok(first && second);
			assert.deepEqual(others, []);
			assert.match(second.text, new RegExp(`^${ada.mention}, here is what came out\\.`));
			assert.deepEqual(second.rang, [ada]);
			assert.match(first.text, new RegExp(`\\]\\(https://discord\\.com/channels/${server.id}/${channel.id}/${second.id}\\)`));
			assert.equal((await test.outbox.openSurfaces()).length, 0);
		});

		it('mentions nobody where its requester has cancelled it, and takes the place of the progress', async () => {
			await open();
			const asked = await test.ask(ada, channel);
			test.advance(longer);
			await test.finish(asked, { status: 'cancelled' }, { code: 'cancelled', message: 'somebody cancelled it' });
			await test.deliver(asked);
			assert.equal(ada.sees(channel).length, 1);
			assert.match(ada.sees(channel)[0]?.text ?? '', /Cancelled.*somebody cancelled it/);
			assert.deepEqual(ada.notifications, []);
		});

		it('says what failed, why, and what can be done', async () => {
			await open();
			const asked = await test.ask(ada, channel);
			test.advance(longer);
			await test.finish(
				asked,
				{ status: 'failed' },
				{ code: 'x', message: 'transcription: the file has no sound', hint: 'Check the file.' }
			);
			await test.deliver(asked);
			const [, message] = ada.sees(channel);
			assert.match(message?.text ?? '', /\*\*Failed\*\*: transcription: the file has no sound\n\*\*What you can do\*\*: Check the file\./);
			assert.ok(message?.buttons.some(({ label }) => label === 'Try again'));
		});

		it('comes after the token has died, which is not tried any more', async () => {
			await open();
			const asked = await finished({}, lifetime + 1_000);
			await test.deliver(asked);
			assert.equal(results().length, 1);
			assert.equal(test.discord.requests.withTokenOf(asked.interaction).length, 1);
		});

		it('comes as a follow-up where the bot may not write', async () => {
			await open();
			channel.deny(test.discord.bot, ['SendMessages']);
			const asked = await finished();
			await test.deliver(asked);
			assert.equal(await route(asked), 'follow-up');
			assert.deepEqual(results()[0]?.rang, [ada]);
		});

		it('comes in person where the bot may not write and the token has died, and says where the progress was that it did', async () => {
			await open();
			const asked = await finished({}, lifetime + 1_000);
			channel.deny(test.discord.bot, ['SendMessages'], { silently: true });
			await test.deliver(asked);
			await test.delivery.refreshSurfaces();
			assert.equal(results().length, 0);
			assert.equal(results(ada.directMessages).length, 1);
			const [left] = ada.sees(channel);
			assert.match(left?.text ?? '', /went to its requester in person/);
			assert.doesNotMatch(left?.text ?? '', /discord\.com/);
		});

		it('comes in person where its channel is gone', async () => {
			await open();
			const asked = await finished({}, lifetime + 1_000);
			channel.remove();
			await test.deliver(asked);
			// The first look finds out that the message is out of reach.
			for (let looks = 0; looks < 2; looks++) await test.delivery.refreshSurfaces();
			assert.equal(results(ada.directMessages).length, 1);
			assert.equal((await test.outbox.openSurfaces()).length, 0);
		});

		it('comes as a follow-up, or else in person, where only the member has installed the app', async () => {
			await open();
			const foreign = test.discord.server('Foreign', { bot: false });
			const there = foreign.textChannel('general');
			foreign.join(ada);
			ada.hasInstalledApp = true;
			const first = await test.ask(ada, there);
			test.advance(longer);
			await test.finish(first);
			await test.deliver(first);
			assert.equal(await route(first), 'follow-up');
			const second = await test.ask(ada, there);
			test.advance(lifetime);
			await test.finish(second);
			await test.deliver(second);
			assert.equal(await route(second), 'dm');
			assert.equal(
				test.discord.requests.count(post, ({ parameters }) => parameters['channel'] === there.id),
				0
			);
		});

		it('comes in the conversation that it was asked for in', async () => {
			await open();
			const conversation = test.discord.world.openDirectMessages(ada);
			const asked = await test.ask(ada, conversation);
			test.advance(longer);
			await test.finish(asked);
			await test.deliver(asked);
			assert.equal(await route(asked), 'channel');
			assert.equal(results(ada.directMessages).length, 1);
		});

		it('comes in the conversation also when it was asked for in private there', async () => {
			await open();
			const conversation = test.discord.world.openDirectMessages(ada);
			const asked = await test.ask(ada, conversation, { private: true });
			test.advance(lifetime);
			await test.finish(asked);
			await test.deliver(asked);
			assert.equal(await route(asked), 'channel');
			assert.equal(results(ada.directMessages).length, 1);
		});

		it('comes in the channel where the bot was kicked and came back, when the operator says so', async () => {
			await open();
			const asked = await finished({}, lifetime + 1_000);
			server.kickBot();
			await test.deliver(asked);
			assert.equal((await test.result(asked)).status, 'held');
			server.join(test.discord.bot);
			assert.equal(await test.outbox.retry(asked.workflowId), 1);
			await test.deliver(asked);
			assert.equal(results().length, 1);
		});
	});

	describe('where the token dies between the check and the request', () => {
		for (const [status, code] of [
			[401, 50027],
			[404, 10015],
			[404, 10062]
		] as const) {
			it(`goes the next way, once, and the token is not tried again (${status}/${code})`, async () => {
				await open();
				const asked = await finished({}, 0);
				test.discord.faults.on(editOriginal).always().answer(status, { code, message: 'dead' });
				test.discord.faults.on(postWebhook).always().answer(status, { code, message: 'dead' });
				await test.deliver(asked);
				await test.delivery.refreshSurfaces();
				await test.delivery.refreshSurfaces();
				assert.equal(results().length, 1);
				assert.equal(test.discord.requests.count(editOriginal), 1);
				assert.equal(test.discord.requests.count(postWebhook), 0);
				assert.deepEqual(
					test.events.filter(([name]) => name !== 'denied').map(([name]) => name),
					['gone', 'delivered']
				);
			});
		}
	});

	it('waits for the bot where this process has no bot token', async () => {
		await open();
		const asked = await finished();
		const without = await test.another({}, { botToken: false });
		for (let looks = 0; looks < 3; looks++) await without.delivery.deliverDue();
		assert.equal((await test.result(asked)).status, 'pending');
		await without.leave();
		await test.deliver(asked);
		assert.equal(results().length, 1);
	});

	it('survives one stray 401 on a bot-token route', async () => {
		await open();
		const asked = await finished();
		test.discord.faults.on(post).strayUnauthorized();
		await test.deliver(asked);
		assert.equal(results().length, 1);
	});

	it('waits while something before Discord refuses it', async () => {
		await open();
		const asked = await finished();
		test.discord.faults.on(post).htmlPage(403);
		await test.deliverUntil(() => test.discord.requests.count(post) === 1);
		await test.delivery.deliverDue();
		assert.equal(test.discord.requests.count(post), 1);
		test.advance(61_000);
		await test.deliver(asked);
		assert.equal(results().length, 1);
	});

	it('waits until Discord can be reached again', async () => {
		await open();
		const asked = await finished();
		await test.discord.goesAway();
		for (let tries = 0; tries < 3; tries++) await test.delivery.deliverDue();
		assert.equal((await test.result(asked)).status, 'pending');
		await test.discord.comesBack();
		await test.deliver(asked);
		assert.equal(results().length, 1);
	});

	it('says nothing before the first answer has arrived', async () => {
		await open();
		const asked = await test.ask(ada, channel, { answered: false });
		await test.finish(asked);
		await test.delivery.deliverDue();
		await test.delivery.refreshSurfaces();
		assert.equal(test.discord.requests.all.length, 0);
		const { token } = asked.interaction.toWire({}) as { readonly token: string };
		const data = toWire(progressMessage(emptyView(asked.workflowId)));
		await test.rest.withoutToken({
			method: 'POST',
			path: Routes.interactionCallback(asked.interaction.id, token),
			body: { type: 4, data }
		});
		const { original } = asked.interaction;
		assert.ok(original);
		await test.ledger.acknowledge(asked.workflowId, { channelId: channel.id, messageId: original.id });
		await test.deliver(asked);
		assert.equal(await route(asked), 'interaction');
	});

	it('asks for nothing that the headers say would be refused, and loses nothing by it', async () => {
		await open({ emulator: { rateLimits: { 'message-create': { limit: 5, perMs: 300 } } } });
		const asked: Asked[] = [];
		for (let number = 0; number < 30; number++) asked.push(await test.ask(ada, channel));
		test.advance(longer);
		for (const one of asked) await test.finish(one);
		await test.deliverUntil(async () => (await test.outbox.list({ statuses: ['delivered'], limit: 100 })).length === asked.length);
		assert.equal(results().length, asked.length);
		assert.equal(test.discord.requests.all.filter(({ status }) => status === 429).length, 0);
		assert.equal(test.discord.requests.count(post), asked.length);
		// Hardly anything was begun that had to be put off: that is known before anything is written down.
		assert.ok(test.events.filter(([name]) => name === 'later').length < asked.length / 2);
	});

	it('is sent once by two bots that find it at the same time', async () => {
		await open();
		const asked: Asked[] = [];
		for (let number = 0; number < 8; number++) asked.push(await test.ask(ada, channel));
		test.advance(longer);
		for (const one of asked) await test.finish(one);
		test.discord.options.rateLimits = 'loose';
		const other = await test.another();
		await test.deliverUntil(async () => {
			await other.delivery.deliverDue();
			return (await test.outbox.list({ statuses: ['delivered'], limit: 100 })).length === asked.length;
		});
		assert.equal(test.discord.requests.count(post), asked.length);
		assert.equal(results().length, asked.length);
		await other.leave();
	});

	describe('of what a stage emits', () => {
		it('comes in the channel, without a mention', async () => {
			await open();
			const asked = await test.ask(ada, channel);
			await test.succeed(asked, 'one', {}, [{ target: null, title: 'Half of it', text: 'Hello @everyone.\nMore comes.' }]);
			await test.deliverUntil(() => ada.sees(channel).length === 2);
			assert.match(ada.sees(channel)[1]?.text ?? '', /^### Half of it\nHello \\@everyone\.\nMore comes\./);
			assert.deepEqual(ada.notifications, []);
		});

		it('is held where it is addressed to something that no route knows', async () => {
			await open();
			const asked = await test.ask(ada, channel);
			await test.succeed(asked, 'one', {}, [{ target: { printer: 3 }, title: 'x', text: 'y' }]);
			await test.deliverUntil(async () => (await test.outbox.list({ statuses: ['held'] })).length === 1);
			assert.equal(test.discord.requests.count(post), 0);
		});
	});

	it('makes room for the result of a later generation, where nobody has seen the earlier one', async () => {
		await open();
		const asked = await finished({}, lifetime);
		server.kickBot();
		await test.deliver(asked);
		await test.ledger.retry(asked.workflowId);
		// Its report was a success; what counts here is that there is one row at most.
		assert.equal((await test.outbox.list({ workflowId: asked.workflowId })).length, 1);
	});

	it('is not sent by itself any more once its requester has come for it', async () => {
		await open();
		const asked = await finished({}, lifetime);
		server.kickBot();
		await test.deliver(asked);
		await test.outbox.fetched(asked.workflowId);
		assert.equal(await route(asked), 'asked');
		assert.equal(await test.outbox.retry(), 0);
	});
});

function emptyView(workflowId: string) {
	return {
		workflowId,
		title: 'x',
		kind: 'x',
		depth: 'x',
		status: 'queued' as const,
		progress: 0,
		stages: [],
		cancelRequested: false,
		takeaways: [],
		hasTranscript: false,
		notices: []
	};
}
