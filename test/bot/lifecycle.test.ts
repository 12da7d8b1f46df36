import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Harbour } from './Harbour.js';

/** What the process itself said, without the log. */
function said(output: string): readonly string[] {
	return output.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
}

describe('the bot: coming and going', () => {
	let harbour: Harbour;
	afterEach(() => harbour.close());

	async function ended(): Promise<number | undefined> {
		await harbour.discord.until(() => !harbour.bot.running, 'the bot has ended', 60_000);
		return harbour.bot.exitCode;
	}

	/** What the stages of a workflow have noted. */
	function logOf(name: string): string {
		const file = join(harbour.folder, `${name}.log`);
		return existsSync(file) ? readFileSync(file, 'utf8') : '';
	}

	it('without a token it says in one line what to do instead, and ends with 78', async () => {
		harbour = await Harbour.open({ started: false });
		harbour.launch({ DISCORD_TOKEN: '' });
		assert.equal(await ended(), 78);
		assert.equal(said(harbour.bot.output).length, 1, harbour.bot.output);
		assert.match(harbour.bot.output, /^autointel: DISCORD_TOKEN is not set.*autointel run SOURCE/);
	});

	it('with a wrong token it says so in one line, and ends with 78', async () => {
		harbour = await Harbour.open({ started: false });
		harbour.launch({ DISCORD_TOKEN: 'MTIzNDU2.wrong.token-of-nobody' });
		assert.equal(await ended(), 78);
		assert.equal(said(harbour.bot.output).length, 1, harbour.bot.output);
		assert.match(harbour.bot.output, /autointel: Discord refuses DISCORD_TOKEN\. Copy/);
		assert.doesNotMatch(harbour.bot.output, /token-of-nobody/);
	});

	it('one stray refusal of the token is not believed', async () => {
		harbour = await Harbour.open({ started: false });
		harbour.discord.faults.on('GET /gateway/bot').strayUnauthorized();
		await harbour.start();
	});

	it('with a wrong setting it names it, and ends with 78', async () => {
		harbour = await Harbour.open({ started: false });
		harbour.launch({ ALLOWED_SERVERS: 'mine' });
		assert.equal(await ended(), 78);
		assert.match(harbour.bot.output, /^autointel: ALLOWED_SERVERS must be servers' ids/);
	});

	it('while Discord cannot be reached, workflows go on; it logs in when Discord is back, and delivers', async () => {
		harbour = await Harbour.open();
		const { ada, channel, discord } = harbour;
		const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/away?wait' });
		await discord.until(() => used.original && logOf('away').includes('quick-read'), 'it has begun', 30_000);
		await harbour.bot.kill();
		await discord.goesAway();
		harbour.launch();
		await discord.until(() => harbour.bot.output.includes('workflows go on, deliveries wait'), 'it says so', 60_000);
		harbour.go('away');
		await discord.until(() => logOf('away').includes('quick-answer'), 'the workflow went on', 60_000);
		assert.ok(harbour.bot.running);
		await discord.comesBack();
		await discord.until(() => ada.sees(channel).some(({ text }) => text.includes('The answer to away is 42')), 'the result', 60_000);
		await discord.until(() => harbour.bot.output.includes('ready as'), 'it is logged in', 60_000);
	});

	it('with AUTO_FALLBACK_HEADLESS=0 it ends with one line while Discord cannot be reached', async () => {
		harbour = await Harbour.open({ started: false });
		await harbour.discord.goesAway();
		harbour.launch({ AUTO_FALLBACK_HEADLESS: '0' });
		assert.equal(await ended(), 1);
		assert.equal(said(harbour.bot.output).length, 1, harbour.bot.output);
		assert.match(harbour.bot.output, /autointel: Discord cannot be reached: /);
		await harbour.discord.comesBack();
	});

	it('leaves in good order on SIGTERM: nothing is lost of what it was running, and it goes on with the next start', async () => {
		harbour = await Harbour.open();
		const { ada, channel, discord } = harbour;
		const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/interrupted?linger' });
		const log = () => logOf('interrupted');
		await discord
			.until(() => used.original && log().includes('quick-answer'), 'it runs', 30_000)
			.catch(() => assert.fail(harbour.bot.output));
		await harbour.bot.stop();
		assert.equal(harbour.bot.exitCode, 0, harbour.bot.output);
		assert.equal(discord.gateway.sessions.size, 0, 'the gateway was left politely');
		assert.match(harbour.bot.output, /SIGTERM: shutting down/);
		assert.doesNotMatch(harbour.bot.output, /left behind/);
		await harbour.start();
		harbour.end('interrupted');
		await discord.until(() => ada.sees(channel).some(({ text }) => text.includes('The answer to interrupted')), 'the result', 60_000);
		assert.equal(log().match(/quick-read/g)?.length, 1, 'what was done was not done again');
	});

	it('ends in time even when Discord hangs', async () => {
		harbour = await Harbour.open();
		const { ada, channel, discord } = harbour;
		discord.faults.on('* *').always().hangBefore();
		ada.uses(channel, 'autointel run', { url: 'https://example.com/hangs?wait' });
		await harbour.bot.stop();
		assert.equal(harbour.bot.exitCode, 0, harbour.bot.output);
	});

	it('names the file of a piece that cannot be loaded, and ends with 78', async () => {
		harbour = await Harbour.open({ started: false });
		const plugin = join(harbour.folder, 'broken-plugin');
		mkdirSync(join(plugin, 'commands'), { recursive: true });
		writeFileSync(join(plugin, 'commands', 'broken.ts'), 'throw new Error("it is broken");\n');
		harbour.launch({ AUTOINTEL_PLUGINS: plugin });
		assert.equal(await ended(), 78);
		assert.match(harbour.bot.output, /commands\/broken\.ts could not be loaded: it is broken/);
		rmSync(plugin, { recursive: true });
	});

	it('never prints a token', async () => {
		harbour = await Harbour.open({ environment: { LOG_LEVEL: 'trace' } });
		const { ada, channel, discord } = harbour;
		discord.faults.on('POST /interactions/:interaction/:token/callback').times(2).answer(500);
		const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/secret' });
		await discord.until(() => used.original?.text.includes('42'), 'the result', 30_000);
		await harbour.bot.stop();
		assert.ok(!harbour.bot.output.includes(discord.token));
		for (const word of harbour.bot.output.match(/[\w-]{60,}/g) ?? []) assert.ok(!used.opensWith(word), 'the token of an interaction');
	});
});
