// Messages written with the bot's own token: what may be written where, how often, and what others see of it.
import assert from 'node:assert/strict';
import { AttachmentBuilder, type MessageCreateOptions, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { Harbour } from './helpers/Harbour.js';
import { fieldCodes, refused } from './helpers/refused.js';

const button = (customId: string) => ({ type: 2, style: 2, label: 'Press', custom_id: customId }) as const;
const row = (...components: readonly object[]) => ({ type: 1, components }) as never;
const text = (content: string) => ({ type: 10, content }) as never;
const layout = (...components: readonly object[]): MessageCreateOptions => ({
	flags: MessageFlags.IsComponentsV2,
	components: components as never
});

describe('emulated Discord: messages', () => {
	let harbour: Harbour;
	beforeEach(async () => {
		harbour = await Harbour.open({ rateLimits: 'loose' });
	});
	afterEach(() => harbour.close());

	describe('access', () => {
		it('tells a channel that is gone (404/10003) from one that is hidden (403/50001) or read-only (403/50013)', async () => {
			const { bot } = harbour.discord;
			const stale = harbour.botChannel;
			harbour.channel.deny(bot, ['SendMessages'], { silently: true });
			await assert.rejects(stale.send('x'), refused(403, 50013));
			harbour.channel.deny(bot, ['ViewChannel'], { silently: true });
			await assert.rejects(stale.send('x'), refused(403, 50001));
			harbour.channel.remove();
			await assert.rejects(stale.send('x'), refused(404, 10003));
		});

		it('wants Embed Links and Attach Files for embeds and files', async () => {
			harbour.channel.deny(harbour.discord.bot, ['EmbedLinks', 'AttachFiles'], { silently: true });
			await assert.rejects(harbour.botChannel.send({ embeds: [{ title: 'x' }] }), refused(403, 50013));
			await assert.rejects(harbour.botChannel.send({ files: [Buffer.from('x')] }), refused(403, 50013));
			await harbour.botChannel.send('words are fine');
		});

		it('tells the bot of changed permissions, unless told silently, and counts roles', async () => {
			const mine = () => harbour.client.guilds.cache.get(harbour.server.id)?.members.me?.permissionsIn(harbour.channel.id);
			harbour.channel.deny(harbour.server.everyone, ['SendMessages']);
			await harbour.discord.until(() => mine()?.has(PermissionFlagsBits.SendMessages) === false, 'the cache learns of it');
			await assert.rejects(harbour.botChannel.send('x'), refused(403, 50013));
			const role = harbour.server.role('speaker', []);
			harbour.channel.allow(role, ['SendMessages']);
			harbour.server.join(harbour.discord.bot, role);
			await harbour.botChannel.send('the role allows it');
		});

		it('lists nothing without Read Message History, and no error', async () => {
			await harbour.botChannel.send('one');
			assert.equal((await harbour.botChannel.messages.fetch({ limit: 10 })).size, 1);
			harbour.channel.deny(harbour.discord.bot, ['ReadMessageHistory'], { silently: true });
			assert.equal((await harbour.botChannel.messages.fetch({ limit: 10, cache: false })).size, 0);
		});

		it('refuses to edit what somebody else wrote (50005), hides their words without the intent, and knows no removed message (10008)', async () => {
			const theirs = harbour.ada.writes(harbour.channel, 'hello');
			assert.equal((await harbour.botChannel.messages.fetch(theirs.id)).content, '');
			harbour.discord.options.privilegedIntents = ['MessageContent'];
			assert.equal((await harbour.botChannel.messages.fetch({ message: theirs.id, force: true })).content, 'hello');
			await assert.rejects(harbour.botChannel.messages.edit(theirs.id, 'x'), refused(403, 50005));
			await assert.rejects(harbour.botChannel.messages.delete(theirs.id), refused(403, 50013));
			const reply = harbour.botChannel.send({ content: 'x', reply: { messageReference: '1' } });
			assert.deepEqual(fieldCodes(await reply.catch((reason: unknown) => reason), 'message_reference'), [
				'MESSAGE_REFERENCE_UNKNOWN_MESSAGE'
			]);
			const own = await harbour.botChannel.send('x');
			const message = harbour.channel.messages.get(own.id);
			assert.ok(message);
			assert.throws(() => harbour.ada.deletes(message), /may not delete/);
			harbour.server.join(harbour.ada, harbour.server.role('moderator', ['ManageMessages']));
			harbour.ada.deletes(message);
			await assert.rejects(harbour.botChannel.messages.edit(own.id, 'y'), refused(404, 10008));
		});

		it('throws the bot out: GUILD_DELETE, and 403/50001 afterwards', async () => {
			const stale = harbour.botChannel;
			harbour.server.kickBot();
			await harbour.discord.until(() => harbour.client.guilds.cache.size === 0, 'the bot learns of it');
			await assert.rejects(stale.send('x'), refused(403, 50001));
			await assert.rejects(harbour.client.rest.get(`/guilds/${harbour.server.id}`), refused(403, 50001));
		});
	});

	describe('direct messages', () => {
		const send = async (content: string) => (await harbour.client.users.fetch(harbour.ada.id)).send(content);

		it('arrive and ring', async () => {
			await send('hello');
			assert.deepEqual(
				harbour.ada.directMessages.map(({ text: read }) => read),
				['hello']
			);
			assert.equal(harbour.ada.notifications.length, 1);
		});

		it('are refused when closed or blocked (403/50007), though the conversation opens', async () => {
			harbour.ada.directMessagesOpen = false;
			await (await harbour.client.users.fetch(harbour.ada.id)).createDM();
			await assert.rejects(send('x'), refused(403, 50007));
			harbour.ada.directMessagesOpen = true;
			harbour.ada.hasBlockedBot = true;
			await assert.rejects(send('x'), refused(403, 50007));
		});

		it('are refused without a common server (403/50278), unless the user installed the app', async () => {
			harbour.server.remove(harbour.ada);
			await assert.rejects(send('x'), refused(403, 50278));
			harbour.ada.hasInstalledApp = true;
			await send('x');
		});
	});

	describe('limits', () => {
		const refusal = async (options: MessageCreateOptions): Promise<unknown> => {
			const before = harbour.channel.messages.size;
			const error: unknown = await harbour.botChannel.send(options).then(
				() => assert.fail('it was accepted'),
				(reason: unknown) => reason
			);
			assert.equal(harbour.channel.messages.size, before);
			return error;
		};

		it('takes 2000 characters, not 2001, and no empty message (50006)', async () => {
			await harbour.botChannel.send('x'.repeat(2000));
			const error = await refusal({ content: 'x'.repeat(2001) });
			assert.ok(refused(400, 50035)(error));
			assert.deepEqual(fieldCodes(error, 'content'), ['BASE_TYPE_MAX_LENGTH']);
			assert.ok(refused(400, 50006)(await refusal({ content: '' })));
		});

		it('takes 10 embeds, 25 fields, 6000 characters over all of them', async () => {
			await harbour.botChannel.send({ embeds: Array.from({ length: 10 }, () => ({ description: 'x'.repeat(600) })) });
			assert.deepEqual(fieldCodes(await refusal({ embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }), 'embeds'), [
				'BASE_TYPE_MAX_LENGTH'
			]);
			const fields = Array.from({ length: 26 }, () => ({ name: 'n', value: 'v' }));
			assert.deepEqual(fieldCodes(await refusal({ embeds: [{ fields }] }), 'embeds.0.fields'), ['BASE_TYPE_MAX_LENGTH']);
			const long = Array.from({ length: 2 }, () => ({ description: 'x'.repeat(3001) }));
			assert.deepEqual(fieldCodes(await refusal({ embeds: long }), 'embeds'), ['MAX_EMBED_SIZE_EXCEEDED']);
			assert.deepEqual(fieldCodes(await refusal({ embeds: [{ title: 'x'.repeat(257) }] }), 'embeds.0.title'), ['BASE_TYPE_MAX_LENGTH']);
		});

		it('takes 5 rows, 5 buttons in each, and no custom_id twice or over 100 characters', async () => {
			const rows = Array.from({ length: 5 }, (_, r) => row(...Array.from({ length: 5 }, (_, b) => button(`${r}.${b}`))));
			await harbour.botChannel.send({ content: 'x', components: rows });
			assert.deepEqual(fieldCodes(await refusal({ content: 'x', components: [...rows, row(button('more'))] }), 'components'), [
				'BASE_TYPE_BAD_LENGTH'
			]);
			const six = Array.from({ length: 6 }, (_, b) => button(`${b}`));
			assert.deepEqual(fieldCodes(await refusal({ content: 'x', components: [row(...six)] }), 'components.0.components'), [
				'BASE_TYPE_MAX_LENGTH'
			]);
			const twice = await refusal({ content: 'x', components: [row(button('a'), button('a'))] });
			assert.deepEqual(fieldCodes(twice, 'components.0.components.1.custom_id'), ['COMPONENT_CUSTOM_ID_DUPLICATED']);
			const long = await refusal({ content: 'x', components: [row(button('x'.repeat(101)))] });
			assert.deepEqual(fieldCodes(long, 'components.0.components.0.custom_id'), ['BASE_TYPE_MAX_LENGTH']);
		});

		it('takes Components V2 only with the flag, 40 of them with 4000 characters, and no content or embeds beside them', async () => {
			assert.deepEqual(fieldCodes(await refusal({ content: 'x', components: [text('x')] }), 'components.0.type'), ['UNION_TYPE_CHOICES']);
			await harbour.botChannel.send(layout({ type: 17, components: Array.from({ length: 39 }, () => text('x'.repeat(102))) }));
			const many = await refusal(layout({ type: 17, components: Array.from({ length: 40 }, () => text('x')) }));
			assert.deepEqual(fieldCodes(many, 'components'), ['COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED']);
			const long = await refusal(layout(text('x'.repeat(2001)), text('x'.repeat(2000))));
			assert.deepEqual(fieldCodes(long, 'components'), ['COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED']);
			const both = await refusal({ ...layout(text('x')), content: 'x', embeds: [{ title: 'x' }] });
			assert.deepEqual(fieldCodes(both, 'content'), ['MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']);
			assert.deepEqual(fieldCodes(both, 'embeds'), ['MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']);
			const nested = await refusal(layout({ type: 17, components: [{ type: 17, components: [text('x')] }] }));
			assert.deepEqual(fieldCodes(nested, 'components.0.components.0.type'), ['UNION_TYPE_CHOICES']);
		});

		it('keeps a Components V2 message one: an edit cannot give it content', async () => {
			const sent = await harbour.botChannel.send(layout(text('one')));
			await sent.edit({ components: [text('two')] });
			assert.equal(harbour.channel.messages.get(sent.id)?.text, 'two');
			await assert.rejects(sent.edit({ content: 'x' }), refused(400, 50035));
		});

		it('shows files in Components V2 only if they are there', async () => {
			const file = new AttachmentBuilder(Buffer.from('words'), { name: 'a.txt' });
			const shown = { type: 13, file: { url: 'attachment://a.txt' } };
			const sent = await harbour.botChannel.send({ ...layout(shown), files: [file] });
			assert.equal(sent.attachments.first()?.size, 5);
			const missing = await refusal(layout(shown));
			assert.deepEqual(fieldCodes(missing, 'components.0.file.url'), ['UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND']);
		});

		it('takes files of 10 MiB, not a byte more (413/40005), and requests of 25 MiB', async () => {
			const mebibyte = 1024 * 1024;
			await harbour.botChannel.send({ files: [Buffer.alloc(10 * mebibyte)] });
			assert.ok(refused(413, 40005)(await refusal({ files: [Buffer.alloc(10 * mebibyte + 1)] })));
			const nine = Buffer.alloc(9 * mebibyte);
			assert.ok(refused(413, 40005)(await refusal({ files: [nine, nine, nine] })));
		});

		it('allows an interaction more where its attachment_size_limit says so', async () => {
			harbour.server.attachmentSizeLimit = 11 * 1024 * 1024;
			const { received } = await harbour.ping();
			assert.equal(received.attachmentSizeLimit, harbour.server.attachmentSizeLimit);
			await received.reply({ files: [Buffer.alloc(harbour.server.attachmentSizeLimit)] });
			await assert.rejects(received.followUp({ files: [Buffer.alloc(harbour.server.attachmentSizeLimit + 1)] }), refused(413, 40005));
		});
	});

	describe('files', () => {
		it('can be fetched by their link until it dies, a day later', async () => {
			const sent = await harbour.botChannel.send({ files: [{ attachment: Buffer.from('words'), name: 'a.txt' }] });
			const url = sent.attachments.first()?.url ?? '';
			assert.equal(await (await fetch(url)).text(), 'words');
			assert.equal((await fetch(url.replace(/hm=\w+/, 'hm=0'))).status, 404);
			harbour.discord.clock.advance(24 * 60 * 60_000 + 1);
			assert.equal((await fetch(url)).status, 404);
		});

		it('stay through an edit unless it lists what shall stay, as discord.js does as soon as it sends new ones', async () => {
			const sent = await harbour.botChannel.send({ content: 'x', files: [{ attachment: Buffer.from('a'), name: 'a.txt' }] });
			const names = () => harbour.channel.messages.get(sent.id)?.attachments.map(({ filename }) => filename);
			await sent.edit('y');
			assert.deepEqual(names(), ['a.txt']);
			const files = [{ attachment: Buffer.from('b'), name: 'b.txt' }];
			await sent.edit({ files, attachments: [...sent.attachments.values()] });
			assert.deepEqual(names(), ['a.txt', 'b.txt']);
			await sent.edit({ files });
			assert.deepEqual(names(), ['b.txt']);
			await sent.edit({ content: 'z', attachments: [] });
			assert.deepEqual(names(), []);
		});
	});

	describe('nonces', () => {
		it('enforced, give the same message again for a few minutes, then a new one', async () => {
			const options = { content: 'x', nonce: 'a'.repeat(25), enforceNonce: true };
			const first = await harbour.botChannel.send(options);
			const again = await harbour.botChannel.send({ ...options, content: 'y' });
			assert.equal(again.id, first.id);
			assert.equal(again.nonce, options.nonce);
			harbour.discord.clock.advance(harbour.discord.options.nonceWindowMs + 1);
			const later = await harbour.botChannel.send(options);
			assert.notEqual(later.id, first.id);
			assert.equal(harbour.channel.messages.size, 2);
		});

		it('have at most 25 characters', async () => {
			const error = await harbour.botChannel
				.send({ content: 'x', nonce: 'a'.repeat(26), enforceNonce: true })
				.catch((reason: unknown) => reason);
			assert.ok(refused(400, 50035)(error));
			assert.equal(harbour.channel.messages.size, 0);
		});

		it('mean nothing to interactions and webhooks', async () => {
			const { received } = await harbour.ping();
			await received.reply('x');
			const body = { content: 'same', nonce: 'n', enforce_nonce: true };
			const path = `/webhooks/${received.applicationId}/${received.token}` as const;
			for (let count = 0; count < 2; count++) await harbour.client.rest.post(path, { body, auth: false });
			assert.equal(harbour.channel.messages.size, 3);
		});
	});

	it('lets messages older than an hour be edited only now and then (30046, as a 429)', async () => {
		const { limit, perMs } = harbour.discord.options.oldMessageEdits;
		const sent = await harbour.botChannel.send('x');
		for (let count = 0; count <= limit; count++) await sent.edit(`young ${count}`);
		harbour.discord.clock.advance(60 * 60_000 + 1);
		for (let count = 0; count < limit; count++) await sent.edit(`old ${count}`);
		const answer = await fetch(`${harbour.discord.apiUrl}/v10/channels/${harbour.channel.id}/messages/${sent.id}`, {
			method: 'PATCH',
			headers: { authorization: `Bot ${harbour.discord.token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ content: 'one too many' })
		});
		assert.deepEqual([answer.status, ((await answer.json()) as { code: number }).code], [429, 30046]);
		assert.ok(Number(answer.headers.get('retry-after')) > 0);
		harbour.discord.clock.advance(perMs + 1);
		await sent.edit('again');
	});

	describe('mentions', () => {
		it('ring whom allowedMentions allows, once, and no edit rings', async () => {
			const { ada, channel, server } = harbour;
			const bob = harbour.discord.person('bob');
			server.join(bob);
			const sent = await harbour.botChannel.send({
				content: `${ada.mention} ${bob.mention} @everyone`,
				allowedMentions: { users: [ada.id] }
			});
			const message = channel.messages.get(sent.id);
			assert.deepEqual(message?.rang, [ada]);
			assert.deepEqual(message?.now.mentions.users, [ada]);
			await sent.edit({ content: bob.mention, allowedMentions: { users: [bob.id] } });
			assert.equal(bob.notifications.length, 0);
			await harbour.botChannel.send({ content: `${ada.mention} ${bob.mention}`, allowedMentions: { parse: [] } });
			assert.equal(ada.notifications.length, 1);
			await harbour.botChannel.send(bob.mention);
			assert.equal(bob.notifications.length, 1);
		});
	});

	it('shows a channel only to those who may see it', async () => {
		await harbour.botChannel.send('secret');
		const stranger = harbour.discord.person('stranger');
		assert.deepEqual(stranger.sees(harbour.channel), []);
		harbour.channel.deny(harbour.server.everyone, ['ViewChannel']);
		assert.deepEqual(harbour.ada.sees(harbour.channel), []);
		assert.equal(harbour.server.owner.sees(harbour.channel).length, 1);
	});
});
