// Registering commands: bulk writes, what stays the same, and what Discord refuses.
import assert from 'node:assert/strict';
import { ApplicationCommandOptionType } from 'discord.js';
import { Harbour } from './helpers/Harbour.js';
import { fieldCodes, refused } from './helpers/refused.js';

const ping = { name: 'ping', description: 'Answers' };

describe('emulated Discord: commands', () => {
	let harbour: Harbour;
	beforeEach(async () => {
		harbour = await Harbour.open();
	});
	afterEach(() => harbour.close());

	it('are overwritten in one write, keep their ids by name, and are counted', async () => {
		const { commands } = harbour.client.application;
		const before = (await commands.fetch()).first();
		const writes = harbour.discord.commands.writes;
		await commands.set([ping, { name: 'other', description: 'x' }]);
		const after = await commands.fetch();
		assert.equal(after.find(({ name }) => name === 'ping')?.id, before?.id);
		assert.equal(after.size, 2);
		assert.equal(harbour.discord.commands.writes, writes + 1);
	});

	it('can be created, changed and removed one by one, globally and for one server', async () => {
		const { commands } = harbour.client.application;
		const own = await commands.create({ name: 'here', description: 'x' }, harbour.server.id);
		assert.deepEqual([(await commands.fetch({ guildId: harbour.server.id })).size, (await commands.fetch()).size], [1, 1]);
		await commands.edit(own.id, { description: 'changed' }, harbour.server.id);
		assert.equal((await commands.fetch({ guildId: harbour.server.id })).get(own.id)?.description, 'changed');
		await commands.delete(own.id, harbour.server.id);
		await assert.rejects(commands.delete(own.id, harbour.server.id), refused(404, 10063));
	});

	it('are refused with a bad name, twice the same, or required options last; nothing changes then', async () => {
		const put = (body: unknown) =>
			harbour.client.rest.put(`/applications/${harbour.discord.bot.id}/commands`, { body }).catch((reason: unknown) => reason);
		assert.deepEqual(fieldCodes(await put([{ ...ping, name: 'Ping' }]), '0.name'), ['APPLICATION_COMMAND_INVALID_NAME']);
		assert.deepEqual(fieldCodes(await put([{ name: 'x' }]), '0.description'), ['BASE_TYPE_REQUIRED']);
		assert.deepEqual(fieldCodes(await put([ping, ping]), '1.name'), ['APPLICATION_COMMANDS_DUPLICATE_NAME']);
		const option = { type: ApplicationCommandOptionType.String, description: 'x' };
		const options = [
			{ ...option, name: 'a' },
			{ ...option, name: 'b', required: true }
		];
		assert.deepEqual(fieldCodes(await put([{ ...ping, options }]), '0.options.1'), ['APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID']);
		const choices = Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` }));
		assert.deepEqual(fieldCodes(await put([{ ...ping, options: [{ ...option, name: 'a', choices }] }]), '0.options.0.choices'), [
			'BASE_TYPE_MAX_LENGTH'
		]);
		assert.deepEqual(
			harbour.discord.commands.list().map(({ definition }) => definition.name),
			['ping']
		);
	});
});
