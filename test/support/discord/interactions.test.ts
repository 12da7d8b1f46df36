// Interactions, as a caller of discord.js lives through them: the first answer, the token's life and death, follow-ups.
import assert from 'node:assert/strict';
import { MessageFlags } from 'discord.js';
import { Harbour } from './helpers/Harbour.js';
import { refused } from './helpers/refused.js';

const minute = 60_000;

describe('emulated Discord: interactions', () => {
	let harbour: Harbour;
	beforeEach(async () => {
		harbour = await Harbour.open();
	});
	afterEach(() => harbour.close());

	it('wants the first answer within 3 s, else the token is void (404/10062)', async () => {
		const { received, used } = await harbour.ping();
		harbour.discord.clock.advance(3_001);
		await assert.rejects(received.deferReply(), refused(404, 10062));
		await assert.rejects(received.webhook.send('late'), refused(404, 10015));
		assert.equal(used.failed, true);
		assert.deepEqual(harbour.ada.sees(harbour.channel), []);
	});

	it('refuses a second first answer (400/40060)', async () => {
		const { received } = await harbour.ping();
		await received.reply('one');
		const again = harbour.client.rest.post(`/interactions/${received.id}/${received.token}/callback`, {
			body: { type: 4, data: { content: 'two' } },
			auth: false
		});
		await assert.rejects(again, refused(400, 40060));
		assert.deepEqual(
			harbour.ada.sees(harbour.channel).map(({ text }) => text),
			['one']
		);
	});

	it('refuses a follow-up before the first answer (404/10015)', async () => {
		const { received } = await harbour.ping();
		await assert.rejects(received.webhook.send('too early'), refused(404, 10015));
		await assert.rejects(received.webhook.editMessage('@original', 'too early'), refused(404, 10015));
	});

	it('kills the token after 15 minutes: edit, get, delete and follow-up give 401/50027, and the bot token lives on', async () => {
		const { received } = await harbour.ping();
		await received.deferReply();
		await received.editReply('filled');
		harbour.discord.clock.advance(15 * minute + 1);
		const attempts = [
			() => received.editReply('x'),
			() => received.fetchReply(),
			() => received.deleteReply(),
			() => received.followUp('x')
		];
		for (const attempt of attempts) {
			await assert.rejects(attempt, refused(401, 50027));
		}
		assert.equal((await harbour.client.users.fetch(harbour.ada.id, { force: true })).username, 'ada');
		assert.equal(harbour.discord.requests.invalid.length, 4);
	});

	it('can answer a dead token with 404/10015 instead, and let one token die alone', async () => {
		harbour.discord.options.expiredToken = 'unknown-webhook';
		const first = await harbour.ping();
		const second = await harbour.ping();
		await first.received.reply('one');
		await second.received.reply('two');
		first.used.expireToken();
		await assert.rejects(first.received.editReply('x'), refused(404, 10015));
		await second.received.editReply('still alive');
	});

	it('takes a shorter life for tests that run a bot with INTERACTION_LIFETIME_SECONDS', async () => {
		harbour.discord.options.interactionLifetimeMs = 0;
		const { received } = await harbour.ping();
		await received.reply('x');
		await harbour.discord.until(() => Date.now() > received.createdTimestamp, 'a millisecond has passed');
		await assert.rejects(received.editReply('y'), refused(401, 50027));
	});

	it('fills a deferral with the first follow-up and keeps who sees it', async () => {
		const { received, used } = await harbour.ping();
		await received.deferReply({ flags: MessageFlags.Ephemeral });
		assert.equal(used.isThinking, true);
		const filled = await received.webhook.send({ content: 'secret' });
		assert.equal(filled.id, used.original?.id);
		assert.equal(used.isEphemeral, true);
		await received.webhook.send('a second one is new');
		assert.deepEqual(
			used.answers.map(({ text, isEphemeral }) => [text, isEphemeral]),
			[
				['secret', true],
				['a second one is new', false]
			]
		);
		assert.deepEqual(
			harbour.server.owner.sees(harbour.channel).map(({ text }) => text),
			['a second one is new']
		);
	});

	it('has nothing to fill once the deferral is deleted (404/10008)', async () => {
		const { received } = await harbour.ping();
		await received.deferReply();
		await received.deleteReply();
		await assert.rejects(received.webhook.send('x'), refused(404, 10008));
		await assert.rejects(received.editReply('x'), refused(404, 10008));
	});

	it('lets the bot token edit a public original after expiry, if it was ever filled and the channel is visible', async () => {
		const { received, used } = await harbour.ping();
		await received.deferReply();
		const unfilled = used.original?.id ?? '';
		await assert.rejects(harbour.botChannel.messages.edit(unfilled, 'x'), refused(404, 10008));
		await received.editReply('filled');
		harbour.discord.clock.advance(15 * minute + 1);
		await harbour.botChannel.messages.edit(unfilled, 'later');
		assert.equal(used.original?.text, 'later');
		harbour.channel.deny(harbour.discord.bot, ['ViewChannel'], { silently: true });
		await assert.rejects(harbour.botChannel.messages.edit(unfilled, 'blind'), refused(403, 50001));
	});

	it('keeps an ephemeral original out of the bot token’s reach (404/10008), and of a restarted client', async () => {
		const { received, used } = await harbour.ping();
		await received.reply({ content: 'secret', flags: MessageFlags.Ephemeral });
		const id = used.original?.id ?? '';
		harbour.discord.clock.advance(15 * minute + 1);
		await assert.rejects(harbour.botChannel.messages.edit(id, 'x'), refused(404, 10008));
		await assert.rejects(harbour.botChannel.messages.fetch(id), refused(404, 10008));
		assert.equal(harbour.ada.sees(harbour.channel).length, 1);
		harbour.ada.restartsClient();
		assert.equal(harbour.ada.sees(harbour.channel).length, 0);
	});

	it('hands out the original and its id with the first answer, and follow-ups can be edited, read and deleted', async () => {
		const { received, used } = await harbour.ping();
		const response = await received.reply({ content: 'one', withResponse: true });
		assert.equal(response.resource?.message?.id, used.original?.id);
		const more = await received.followUp({ content: 'two', flags: MessageFlags.Ephemeral });
		await received.webhook.editMessage(more.id, 'three');
		assert.equal((await received.webhook.fetchMessage(more.id)).content, 'three');
		assert.deepEqual(
			used.followUps[0]?.versions.map(({ content }) => content),
			['two', 'three']
		);
		await received.webhook.deleteMessage(more.id);
		assert.deepEqual(
			used.answers.map(({ text }) => text),
			['one']
		);
	});

	it('answers 404/10003 through the token once the channel is gone, and 404/10015 once the bot was thrown out', async () => {
		const first = await harbour.ping();
		const second = await harbour.ping(harbour.server.textChannel('other'));
		await first.received.reply('x');
		await second.received.reply('x');
		harbour.channel.remove();
		await assert.rejects(first.received.editReply('y'), refused(404, 10003));
		harbour.server.kickBot();
		await assert.rejects(second.received.editReply('y'), refused(404, 10015));
	});

	it('serves users who installed the app where the bot is not: five follow-ups, forced privacy, no channel', async () => {
		const elsewhere = harbour.discord.server('Elsewhere', { bot: false });
		const channel = elsewhere.textChannel('general');
		elsewhere.join(harbour.ada);
		harbour.ada.hasInstalledApp = true;
		const { received, used } = await harbour.ping(channel, { forcedEphemeral: true });
		assert.equal(received.authorizingIntegrationOwners.userId, harbour.ada.id);
		assert.equal(received.authorizingIntegrationOwners.guildId, null);
		await received.reply('public, or so the bot thinks');
		assert.equal(used.isEphemeral, true);
		for (let count = 0; count < 5; count++) await received.followUp(`${count}`);
		await assert.rejects(received.followUp('one too many'), refused(400, 40094));
		await assert.rejects(harbour.client.rest.get(`/channels/${channel.id}`), refused(403, 50001));
		await received.editReply('only the token works here');
		assert.equal(used.original?.text, 'only the token works here');
	});

	it('never shows a token where it is printed', async () => {
		const { received, used } = await harbour.ping();
		await received.reply('x');
		const { inspect } = await import('node:util');
		const printed = inspect([harbour.discord.requests.all, used], { depth: 8, showHidden: true }) + harbour.discord.requests;
		assert.equal(printed.includes(received.token), false);
		assert.equal(String(harbour.discord.requests).includes(harbour.discord.token), false);
		assert.deepEqual(
			harbour.discord.requests.withTokenOf(used).map(({ route }) => route),
			['POST /interactions/:interaction/:token/callback']
		);
	});
});
