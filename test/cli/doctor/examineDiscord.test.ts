import assert from 'node:assert/strict';
import { ourCommands } from '#lib/discord/ourCommands';
import { examineDiscord } from '#root/cli/doctor/examineDiscord';
import { examineWebhooks } from '#root/cli/doctor/examineWebhooks';
import { DiscordEmulator, type EmulatedChannel, type EmulatedServer } from '../../support/discord/index.js';
import type { CommandDefinition } from '../../support/discord/model/CommandRegistry.js';
import { settingsFor } from '../../support/settings.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

describe('the doctor on Discord', () => {
	let discord: DiscordEmulator;
	let server: EmulatedServer;
	let channel: EmulatedChannel;

	beforeEach(async () => {
		discord = await DiscordEmulator.start();
		server = discord.server('Harbour');
		channel = server.textChannel('operators');
		discord.commands.overwrite(registered());
	});

	afterEach(() => discord.stop());

	/** As Discord gives them back: what a builder leaves open it may leave out. */
	const registered = (): CommandDefinition[] => JSON.parse(JSON.stringify(ourCommands({ userInstall: false })));
	const settings = (env: NodeJS.ProcessEnv = {}) => settingsFor(temporaryFolder(), { ...discord.environment, ...env });

	async function says(name: string, env: NodeJS.ProcessEnv = {}): Promise<readonly string[]> {
		const findings = [...(await examineDiscord(settings(env))), ...(await examineWebhooks(settings(env)))];
		return findings.filter((finding) => finding.name === name).map(({ state, says: what }) => `${state}: ${what}`);
	}

	it('finds commands as they should be, whatever others there are', async () => {
		discord.commands.upsert({ name: 'plugin', description: 'Of a plugin' });
		assert.deepEqual(await says('commands'), ['ok: registered as they should be: Analyse, autointel']);
	});

	it('names what is missing, too much or different below a command', async () => {
		const [analyse, autointel] = registered() as [
			CommandDefinition,
			{ readonly options: { name: string; options: object[] }[] } & CommandDefinition
		];
		const [run, ...others] = autointel.options;
		const [url, ...optionsOfRun] = run?.options ?? [];
		const old = {
			...run,
			options: [{ ...url, required: true }, ...optionsOfRun.slice(0, -1), { type: 3, name: 'old', description: 'Old' }]
		};
		const definition = { ...autointel, options: [old, ...others.filter(({ name }) => name !== 'retry')] };
		discord.commands.overwrite([analyse, definition as unknown as CommandDefinition]);
		assert.deepEqual(await says('commands'), [
			'missing: not registered as they should be: autointel run url, autointel run private, autointel retry, autointel retry workflow_id, autointel run old; the bot mends that when it starts'
		]);
	});

	it('sees that nothing is registered, and that USER_INSTALL changes where commands are offered', async () => {
		assert.match((await says('commands', { USER_INSTALL: '1' }))[0] ?? '', /should be: Analyse, autointel; the bot/);
		discord.commands.overwrite([]);
		assert.match((await says('commands'))[0] ?? '', /should be: Analyse, autointel; the bot/);
	});

	it('says which permissions are there, and which are not', async () => {
		const all = 'View Channel, Send Messages, Send Messages in Threads, Read Message History';
		assert.deepEqual(await says('permissions'), [`ok: in its server the bot has ${all}`]);
		const office = discord.server('Office');
		office.everyone.permissions = 1n << 10n;
		const lacking = 'Send Messages, Send Messages in Threads, Read Message History';
		assert.deepEqual(await says('permissions'), [
			`missing: in Office the bot lacks ${lacking}: results go to members in person there`,
			`ok: in 1 other server the bot has ${all}`
		]);
		assert.deepEqual(await says('permissions', { ALLOWED_SERVERS: server.id }), [`ok: in its server the bot has ${all}`]);
	});

	describe('and its webhooks', () => {
		const secret = (url: string) => url.slice(url.lastIndexOf('/') + 1);

		it('looks whether they are there, and posts nothing', async () => {
			const { url } = channel.createWebhook('op');
			const env = { OPERATOR_WEBHOOK_URL: url, RESULT_WEBHOOK_URL: url };
			assert.deepEqual(await says('notices', env), ['ok: the webhook of OPERATOR_WEBHOOK_URL is there']);
			assert.deepEqual(await says('result webhook', env), ['ok: the webhook of RESULT_WEBHOOK_URL is there']);
			assert.equal(channel.messages.size, 0);
			assert.deepEqual(await says('result webhook'), []);
		});

		it('says plainly that one is gone, or its address wrong, without its address', async () => {
			const gone = channel.createWebhook('gone').url;
			const wrong = `${channel.createWebhook('op').url.slice(0, -4)}AAAA`;
			channel.remove();
			for (const url of [gone, wrong]) {
				const [finding = ''] = await says('notices', { OPERATOR_WEBHOOK_URL: url });
				assert.match(
					finding,
					/^missing: Discord knows no webhook at OPERATOR_WEBHOOK_URL: it was deleted, or its address is not complete\./
				);
				assert.ok(!finding.includes(secret(url)));
			}
		});

		it('does not take one for gone when Discord cannot be asked', async () => {
			const { url } = channel.createWebhook('op');
			discord.faults.on('GET /webhooks/:webhook/:token').htmlPage(502);
			assert.match(
				(await says('notices', { OPERATOR_WEBHOOK_URL: url }))[0] ?? '',
				/^missing: whether .* cannot be asked now: Discord answered with 502$/
			);
		});
	});
});
