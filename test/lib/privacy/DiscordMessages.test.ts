import assert from 'node:assert/strict';
import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { DiscordRest } from '#lib/delivery/DiscordRest';
import { markerOf } from '#lib/delivery/messages/markerOf';
import { parseWebhook } from '#lib/delivery/WebhookAddress';
import { DiscordMessages } from '#lib/privacy/DiscordMessages';
import type { SentMessage } from '#lib/workflow/forgetting';
import { DiscordEmulator, type EmulatedChannel, type EmulatedServer, type Person } from '../../support/discord/index.js';

describe('messages in Discord', () => {
	let discord: DiscordEmulator;
	let server: EmulatedServer;
	let channel: EmulatedChannel;
	let ada: Person;
	let owner: Person;
	let rest: DiscordRest;
	let messages: DiscordMessages;

	beforeEach(async () => {
		discord = await DiscordEmulator.start();
		owner = discord.person('owner');
		server = discord.server('Harbour', { owner });
		channel = server.textChannel('general');
		ada = discord.person('ada');
		server.join(ada);
		rest = new DiscordRest({ apiUrl: discord.apiUrl, token: discord.token });
		messages = new DiscordMessages(rest);
	});

	afterEach(async () => {
		rest.close();
		await discord.stop();
	});

	/** As the channel route sends it. */
	async function sent(deliveryId = 'dl_0'): Promise<string> {
		const components = [{ type: 17, id: markerOf(deliveryId), components: [{ type: 10, content: 'the result' }] }];
		const answer = await rest.asBot({
			method: 'POST',
			path: `/channels/${channel.id}/messages`,
			body: { flags: MessageFlags.IsComponentsV2, components }
		});
		return idOf(answer);
	}

	const where = (given: Partial<SentMessage>): SentMessage => ({
		id: 'dl_0',
		private: false,
		since: Date.now(),
		route: 'channel',
		channelId: channel.id,
		...given
	});
	const visible = () => ada.sees(channel).length;

	it('are deleted', async () => {
		const messageId = await sent();
		assert.equal(await messages.delete(where({ messageId })), 'deleted');
		assert.equal(visible(), 0);
	});

	it('are gone where somebody else deleted them, or the channel with them', async () => {
		const [first, second] = [await sent(), await sent()];
		for (const message of ada.sees(channel)) owner.deletes(message);
		assert.equal(await messages.delete(where({ messageId: first })), 'gone');
		channel.remove();
		assert.equal(await messages.delete(where({ messageId: second })), 'gone');
	});

	it('are out of reach where nobody lets us in any more', async () => {
		const messageId = await sent();
		channel.deny(discord.bot, ['ViewChannel']);
		assert.equal(await messages.delete(where({ messageId })), 'out-of-reach');
		server.kickBot();
		assert.equal(await messages.delete(where({ messageId })), 'out-of-reach');
	});

	it('that were lost on their way are looked for where they were sent', async () => {
		await sent('dl_other');
		await sent('dl_lost');
		assert.equal(await messages.delete(where({ id: 'dl_lost', target: channel.id })), 'deleted');
		assert.equal(visible(), 1);
		assert.equal(await messages.delete(where({ id: 'dl_lost', target: channel.id })), 'gone');
		channel.deny(discord.bot, ['ReadMessageHistory']);
		assert.equal(await messages.delete(where({ id: 'dl_lost', target: channel.id })), 'out-of-reach');
	});

	it('are deleted in spite of a limit, a server error and a lost answer', async () => {
		const messageId = await sent();
		const route = 'DELETE /channels/:channel/messages/:message';
		discord.faults.on(route).rateLimited(0.05);
		discord.faults.on(route).answer(500);
		discord.faults.on(route).loseAnswer();
		// What took effect without our knowing it is not there when we come again.
		assert.equal(await messages.delete(where({ messageId })), 'gone');
		assert.equal(visible(), 0);
	});

	it('are left for later while Discord is away, and where there is no token', async () => {
		const messageId = await sent();
		await assert.rejects(new DiscordMessages(new DiscordRest({ apiUrl: discord.apiUrl })).delete(where({ messageId })), {
			code: 'no-bot-token'
		});
		await discord.goesAway();
		await assert.rejects(messages.delete(where({ messageId })));
		await discord.comesBack();
		assert.equal(await messages.delete(where({ messageId })), 'deleted');
	});

	it('of a webhook are deleted through it', async () => {
		const { url } = channel.createWebhook('results');
		const { id, token } = parseWebhook(url);
		const answer = await rest.withoutToken({
			method: 'POST',
			path: `/webhooks/${id}/${token}`,
			query: { wait: 'true' },
			body: { content: 'x' }
		});
		const message = where({ route: 'webhook', messageId: idOf(answer) });
		assert.equal(await messages.delete(message), 'out-of-reach');
		const another = parseWebhook(channel.createWebhook('since then').url);
		assert.equal(await new DiscordMessages(rest, another).delete({ ...message, target: id }), 'out-of-reach');
		assert.equal(await new DiscordMessages(rest, parseWebhook(url)).delete({ ...message, target: id }), 'deleted');
		assert.equal(visible(), 0);
	});

	describe('that only one person sees', () => {
		it('are deleted through their interaction, and out of reach when that is over', async () => {
			await rest.asBot({
				method: 'PUT',
				path: `/applications/${discord.bot.id}/commands`,
				body: [{ name: 'ping', description: 'Answers' }]
			});
			const used = ada.uses(channel, 'ping');
			const wire: unknown = used.toWire({});
			const { token } = wire as { readonly token: string };
			await rest.withoutToken({
				method: 'POST',
				path: `/interactions/${used.id}/${token}/callback`,
				body: { type: InteractionResponseType.ChannelMessageWithSource, data: { content: 'for you', flags: MessageFlags.Ephemeral } }
			});
			const messageId = used.original?.id ?? assert.fail();
			const given = where({ id: 'wf_0', private: true, messageId });
			assert.equal(await messages.delete(given), 'out-of-reach');
			assert.equal(visible(), 1);
			const interaction = { applicationId: discord.bot.id, token, expiresAt: Date.now() + 60_000 };
			assert.equal(await messages.delete({ ...given, interaction }), 'deleted');
			assert.equal(visible(), 0);
			// A token that is over is not used.
			const before = discord.requests.withTokenOf(used).length;
			assert.equal(await messages.delete({ ...given, interaction: { ...interaction, expiresAt: Date.now() } }), 'out-of-reach');
			assert.equal(discord.requests.withTokenOf(used).length, before);
		});
	});
});

function idOf(answer: unknown): string {
	assert.ok(typeof answer === 'object' && answer !== null && 'id' in answer);
	return String(answer.id);
}
