// What people do at their clients, and how discord.js receives it: commands with options, completions, menus, buttons, selects, modals.
import assert from 'node:assert/strict';
import {
	ApplicationCommandOptionType,
	ApplicationCommandType,
	Events,
	type Interaction,
	MessageFlags,
	MessageReferenceType,
	PermissionFlagsBits
} from 'discord.js';
import { Harbour } from './helpers/Harbour.js';
import { fieldCodes, refused } from './helpers/refused.js';

const run = {
	name: 'autointel',
	description: 'Analyses',
	options: [
		{
			type: ApplicationCommandOptionType.Subcommand as const,
			name: 'run',
			description: 'Runs',
			options: [
				{
					type: ApplicationCommandOptionType.String as const,
					name: 'depth',
					description: 'How deep',
					required: true,
					choices: [{ name: 'Deep', value: 'deep' }]
				},
				{ type: ApplicationCommandOptionType.Attachment as const, name: 'file', description: 'What' },
				{ type: ApplicationCommandOptionType.User as const, name: 'whom', description: 'Whom' }
			]
		},
		{
			type: ApplicationCommandOptionType.Subcommand as const,
			name: 'status',
			description: 'Tells',
			options: [{ type: ApplicationCommandOptionType.String as const, name: 'workflow_id', description: 'Which', autocomplete: true }]
		}
	]
};

describe('emulated Discord: people', () => {
	let harbour: Harbour;
	beforeEach(async () => {
		harbour = await Harbour.open({ rateLimits: 'loose' });
	});
	afterEach(() => harbour.close());

	/** The next interaction as discord.js has it, of the asked kind. */
	const next = async <T extends Interaction>(is: (interaction: Interaction) => interaction is T, act: () => unknown): Promise<T> => {
		const arrival = new Promise<Interaction>((resolve) => harbour.client.once(Events.InteractionCreate, resolve));
		act();
		const interaction = await arrival;
		assert.ok(is(interaction));
		return interaction;
	};

	it('use subcommands with options and files, as registered and not otherwise', async () => {
		await harbour.client.application.commands.set([run]);
		const { ada, channel } = harbour;
		const file = { name: 'talk.ogg', data: Buffer.from('sound'), contentType: 'audio/ogg', duration: 3 };
		const options = { depth: 'deep', file, whom: ada };
		const received = await next(
			(interaction) => interaction.isChatInputCommand(),
			() => ada.uses(channel, 'autointel run', options)
		);
		assert.equal(received.options.getSubcommand(), 'run');
		assert.equal(received.options.getString('depth'), 'deep');
		assert.equal(received.options.getUser('whom')?.username, 'ada');
		const attachment = received.options.getAttachment('file', true);
		assert.equal(await (await fetch(attachment.url)).text(), 'sound');
		harbour.discord.attachments.expire(attachment);
		assert.equal((await fetch(attachment.url)).status, 404);
		assert.throws(() => ada.uses(channel, 'autointel run'), /"depth" is required/);
		assert.throws(() => ada.uses(channel, 'autointel run', { depth: 'shallow' }), /does not take "shallow"/);
		assert.throws(() => ada.uses(channel, 'autointel run', { depth: 'deep', other: 1 }), /no option "other"/);
		assert.throws(() => ada.uses(channel, 'autointel stop'), /no subcommand "stop"/);
		assert.throws(() => ada.uses(channel, 'ping'), /registered no command "ping"/);
	});

	it('are offered what a command’s permissions and the channel allow', async () => {
		await harbour.client.application.commands.set([{ ...run, defaultMemberPermissions: PermissionFlagsBits.ManageGuild }]);
		const use = () => harbour.ada.uses(harbour.channel, 'autointel run', { depth: 'deep' });
		assert.throws(use, /hidden from ada/);
		harbour.server.join(harbour.ada, harbour.server.role('manager', ['ManageGuild']));
		use();
		harbour.channel.deny(harbour.server.everyone, ['UseApplicationCommands']);
		assert.throws(use, /may not use commands/);
	});

	it('complete options', async () => {
		await harbour.client.application.commands.set([run]);
		let used: ReturnType<typeof harbour.ada.completes> | undefined;
		const received = await next(
			(interaction) => interaction.isAutocomplete(),
			() => {
				used = harbour.ada.completes(harbour.channel, 'autointel status', 'workflow_id', 'ab');
			}
		);
		assert.equal(received.options.getFocused(), 'ab');
		await assert.rejects(received.respond(Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` }))), refused(400, 50035));
		await received.respond([{ name: 'abc', value: 'abc' }]);
		assert.deepEqual(used?.choices, [{ name: 'abc', value: 'abc' }]);
	});

	it('use menus on messages and people', async () => {
		const type = { message: ApplicationCommandType.Message as const, user: ApplicationCommandType.User as const };
		await harbour.client.application.commands.set([
			{ name: 'Analyse', type: type.message },
			{ name: 'Look up', type: type.user }
		]);
		const voice = { name: 'voice-message.ogg', data: Buffer.from('x'), contentType: 'audio/ogg', duration: 2 };
		const written = harbour.ada.writes(harbour.channel, 'look', [voice]);
		const onMessage = await next(
			(interaction) => interaction.isMessageContextMenuCommand(),
			() => harbour.ada.usesOnMessage(written, 'Analyse')
		);
		assert.equal(onMessage.targetMessage.content, 'look');
		assert.equal(onMessage.targetMessage.attachments.first()?.duration, 2);
		assert.ok(onMessage.targetMessage.flags.has(MessageFlags.IsVoiceMessage));
		await onMessage.reply({ content: 'private', flags: MessageFlags.Ephemeral });
		const onPerson = await next(
			(interaction) => interaction.isUserContextMenuCommand(),
			() => harbour.ada.usesOnPerson(harbour.channel, harbour.server.owner, 'Look up')
		);
		assert.equal(onPerson.targetUser.id, harbour.server.owner.id);
		await onPerson.reply('x');
	});

	it('forward messages: what was written is there, who wrote it is not', async () => {
		await harbour.client.application.commands.set([{ name: 'Analyse', type: ApplicationCommandType.Message as const }]);
		const elsewhere = harbour.server.textChannel('elsewhere');
		const bob = harbour.discord.person('bob');
		harbour.server.join(bob);
		const original = bob.writes(elsewhere, 'look', [{ name: 'a.txt', data: Buffer.from('x'), contentType: 'text/plain' }]);
		const forwarded = harbour.ada.forwards(original, harbour.channel);
		assert.equal(JSON.stringify(forwarded.toWire({ withContent: true })).includes(bob.id), false);
		const { targetMessage } = await next(
			(interaction) => interaction.isMessageContextMenuCommand(),
			() => harbour.ada.usesOnMessage(forwarded, 'Analyse')
		);
		assert.deepEqual([targetMessage.author.id, targetMessage.content, targetMessage.attachments.size], [harbour.ada.id, '', 0]);
		const { type, channelId, messageId } = targetMessage.reference ?? {};
		assert.deepEqual([type, channelId, messageId], [MessageReferenceType.Forward, elsewhere.id, original.id]);
		const snapshot = targetMessage.messageSnapshots.first();
		assert.deepEqual([snapshot?.content, snapshot?.attachments.first()?.name], ['look', 'a.txt']);
	});

	const controls = [
		{
			type: 1 as const,
			components: [
				{ type: 2 as const, style: 2 as const, label: 'Transcript', custom_id: 'transcript' },
				{ type: 2 as const, style: 2 as const, label: 'Off', custom_id: 'off', disabled: true }
			]
		},
		{ type: 1 as const, components: [{ type: 3 as const, custom_id: 'pick', options: [{ label: 'One', value: '1' }] }] }
	];

	it('press buttons and choose, if they see them; the answer can be a new message, an update, or a deferred one', async () => {
		const { ada, channel } = harbour;
		const sent = await harbour.botChannel.send({ content: 'x', components: controls });
		const message = channel.messages.get(sent.id);
		assert.ok(message);
		const pressed = await next(
			(interaction) => interaction.isButton(),
			() => ada.presses(message, 'Transcript')
		);
		assert.equal(pressed.customId, 'transcript');
		await pressed.update({ content: 'updated' });
		assert.equal(message.text, 'updated');
		const chosen = await next(
			(interaction) => interaction.isStringSelectMenu(),
			() => ada.chooses(message, 'pick', ['1'])
		);
		assert.deepEqual(chosen.values, ['1']);
		await chosen.deferUpdate();
		await chosen.editReply('edited');
		assert.equal(message.text, 'edited');
		const file = await chosen.followUp({ files: [{ attachment: Buffer.from('words'), name: 'a.txt' }], flags: MessageFlags.Ephemeral });
		assert.equal(file.attachments.size, 1);
		assert.equal(harbour.server.owner.sees(channel).length, 1);
		assert.throws(() => ada.presses(message, 'Off'), /disabled/);
		assert.throws(() => ada.presses(message, 'Nothing'), /no button "Nothing"/);
		assert.throws(() => ada.chooses(message, 'pick', ['2']), /not offered/);
		assert.throws(() => harbour.discord.person('stranger').presses(message, 'Transcript'), /does not see/);
		const forged = await next(
			(interaction) => interaction.isButton(),
			() => ada.presses(message, 'forged:1', { forged: true })
		);
		assert.equal(forged.customId, 'forged:1');
	});

	it('fill in modals', async () => {
		const { received, used } = await harbour.ping();
		const input = { type: 4 as const, custom_id: 'question', style: 1 as const };
		const label = { type: 18 as const, label: 'Question', component: input };
		const select = { type: 3 as const, custom_id: 'depth', options: [{ label: 'Deep', value: 'deep' }] };
		const choice = { type: 18 as const, label: 'Depth', component: select };
		const tooLong = await received
			.showModal({ title: 'x'.repeat(46), custom_id: 'ask', components: [label] })
			.catch((reason: unknown) => reason);
		assert.deepEqual(fieldCodes(tooLong, 'data.title'), ['BASE_TYPE_MAX_LENGTH']);
		await received.showModal({ title: 'Ask', custom_id: 'ask', components: [label, choice] });
		await assert.rejects(received.webhook.send('nothing to follow up'), refused(404, 10015));
		assert.throws(() => harbour.ada.submits(used, {}), /"question" is required/);
		const submitted = await next(
			(interaction) => interaction.isModalSubmit(),
			() => harbour.ada.submits(used, { question: 'why?', depth: ['deep'] })
		);
		assert.equal(submitted.fields.getTextInputValue('question'), 'why?');
		assert.deepEqual(submitted.fields.getStringSelectValues('depth'), ['deep']);
		await submitted.reply('because');
		assert.equal(harbour.ada.sees(harbour.channel).at(-1)?.text, 'because');
	});

	it('talk to the bot in private', async () => {
		const { ada } = harbour;
		const conversation = harbour.discord.world.openDirectMessages(ada);
		const { received } = await harbour.ping(conversation);
		assert.equal(received.inGuild(), false);
		await received.reply('hello');
		assert.deepEqual(
			ada.directMessages.map(({ text }) => text),
			['hello']
		);
		assert.deepEqual(harbour.server.owner.sees(conversation), []);
	});
});
