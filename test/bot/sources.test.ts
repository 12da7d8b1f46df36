import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerTables } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import { Harbour } from './Harbour.js';

describe('the bot: files of messages', () => {
	let harbour: Harbour;
	beforeEach(async () => {
		harbour = await Harbour.open();
	});
	afterEach(() => harbour.close());

	async function sources(): Promise<readonly { readonly type: string; readonly path?: string; readonly name?: string }[]> {
		const db = openSqlite<LedgerTables>(join(harbour.folder, 'data', 'autointel.db'));
		const rows = await db
			.selectFrom('workflows')
			.select('sourceJson')
			.execute()
			.finally(() => db.destroy());
		return rows.map(({ sourceJson }) => JSON.parse(sourceJson));
	}

	const talk = { name: 'talk.txt', data: Buffer.from('Words of a talk.'), contentType: 'text/plain' };

	it('are stored before their workflow begins: it does not matter that their address dies', async () => {
		const { ada, channel, discord } = harbour;
		const used = ada.uses(channel, 'autointel run', { file: talk });
		await discord.until(() => used.original?.text.includes('The answer to talk.txt is 42'), 'the result', 30_000);
		const [source] = await sources();
		assert.equal(source?.name, 'talk.txt');
		assert.ok(source?.path !== undefined);
		const { data } = talk;
		if (existsSync(source.path)) assert.deepEqual(readFileSync(source.path), data);
		assert.ok(!(used.original?.text ?? '').includes(harbour.folder), 'no path of this machine');
	});

	it('are stored by the next bot, when the first died before it could', async () => {
		const { ada, channel, discord } = harbour;
		const { bot } = harbour;
		discord.faults.on('POST /interactions/:interaction/:token/callback').runAfter(() => bot.kill());
		ada.uses(channel, 'autointel run', { file: { ...talk, name: 'killed.txt' } });
		await discord.until(() => !bot.running, 'it is dead', 30_000);
		await harbour.start();
		const shown = () => ada.sees(channel).some(({ text }) => text.includes('The answer to killed.txt is 42'));
		await discord.until(shown, 'the result', 30_000);
	});

	it('that are too large or empty are refused at once', async () => {
		const { ada, channel, discord } = harbour;
		await harbour.bot.stop();
		await harbour.start({ MAX_MEDIA_MB: '1' });
		for (const [data, message] of [
			[Buffer.alloc(2 * 1024 ** 2, 'x'), /has 2 MB, and 1 MB are allowed/],
			[Buffer.alloc(0), /The file is empty/]
		] as const) {
			const used = ada.uses(channel, 'autointel run', { file: { ...talk, data } });
			await discord.until(() => used.original, 'answered');
			assert.match(used.original?.text ?? '', message);
		}
	});

	it('Analyse takes a voice message; of somebody else only the one who asks hears', async () => {
		const { ada, bob, channel, discord } = harbour;
		const voice = bob.writes(channel, '', [{ name: 'voice-message.ogg', data: Buffer.from('OggS'), duration: 3 }]);
		const used = ada.usesOnMessage(voice, 'Analyse');
		await discord.until(
			() => ada.sees(channel).some(({ text }) => text.includes('42')) || ada.directMessages.length > 0,
			'the result',
			30_000
		);
		assert.equal(used.isEphemeral, true);
		assert.ok(bob.sees(channel).every(({ text }) => !text.includes('voice-message')));
	});

	it('Analyse of one’s own message is public; an address in it will do', async () => {
		const { ada, bob, channel, discord } = harbour;
		const used = ada.usesOnMessage(ada.writes(channel, 'look at https://example.com/own please'), 'Analyse');
		await discord.until(() => bob.sees(channel).some(({ text }) => text.includes('The answer to own is 42')), 'the result', 30_000);
		assert.equal(used.isEphemeral, false);
		const nothing = ada.usesOnMessage(ada.writes(channel, 'just words'), 'Analyse');
		await discord.until(() => nothing.original, 'answered');
		assert.match(nothing.original?.text ?? '', /neither a file nor an address/);
	});

	it('Analyse respects that the author has opted out', async () => {
		const { ada, bob, channel, discord } = harbour;
		const opted = bob.uses(channel, 'autointel privacy', { action: 'opt-out' });
		await discord.until(() => opted.original && !opted.isThinking, 'opted out');
		const message = bob.writes(channel, 'https://example.com/bobs');
		const refused = ada.usesOnMessage(message, 'Analyse');
		await discord.until(() => refused.original, 'answered');
		assert.match(refused.original?.text ?? '', /does not want their messages to be analysed/);
		assert.deepEqual(await sources(), []);
		const own = bob.usesOnMessage(message, 'Analyse');
		await discord.until(() => own.original?.text.includes('42'), 'one’s own can be', 30_000);
	});

	it('Analyse takes what was forwarded, privately, and its author’s word counts', async () => {
		const { ada, bob, channel, discord, server } = harbour;
		const elsewhere = server.textChannel('elsewhere');
		const original = bob.writes(elsewhere, '**https://example.com/forwarded**');
		const used = ada.usesOnMessage(ada.forwards(original, channel), 'Analyse');
		await discord.until(() => used.original?.text.includes('The answer to forwarded is 42'), 'the result', 30_000);
		assert.equal(used.isEphemeral, true);
		const opted = bob.uses(channel, 'autointel privacy', { action: 'opt-out' });
		await discord.until(() => opted.original && !opted.isThinking, 'opted out');
		const refused = ada.usesOnMessage(ada.forwards(original, channel), 'Analyse');
		await discord.until(() => refused.original, 'answered');
		assert.match(refused.original?.text ?? '', /does not want their messages to be analysed/);
		elsewhere.deny(discord.bot, ['ViewChannel']);
		const unknown = ada.usesOnMessage(ada.forwards(original, channel), 'Analyse');
		await discord.until(() => unknown.original, 'answered');
		assert.match(unknown.original?.text ?? '', /I cannot see who wrote it/);
		assert.equal((await sources()).length, 1);
	});
});
