import assert from 'node:assert/strict';
import { DiscordRest } from '#lib/delivery/DiscordRest';
import { FirstAnswers } from '#lib/requests/FirstAnswers';
import { say } from '#lib/requests/words';
import { DiscordEmulator, type EmulatedChannel, type EmulatedInteraction, type Person } from '../../support/discord/index.js';
import { failures, losses } from '../../support/troubles.js';

const callback = 'POST /interactions/:interaction/:token/callback';
const original = 'PATCH /webhooks/:webhook/:token/messages/:message';
const files = [{ name: 'report.md', data: Buffer.from('# Report') }];

describe('An answer to an interaction', () => {
	let discord: DiscordEmulator;
	let channel: EmulatedChannel;
	let ada: Person;
	let rest: DiscordRest;
	let answers: FirstAnswers;

	before(async () => {
		discord = await DiscordEmulator.start({ acknowledgeWithinMs: 60_000, rateLimits: 'loose' });
		discord.commands.overwrite([{ name: 'ask', description: 'Asks' }]);
		const server = discord.server('Harbour');
		channel = server.textChannel('general');
		ada = discord.person('ada');
		server.join(ada);
		rest = new DiscordRest({ apiUrl: discord.apiUrl, timeoutMs: 200 });
		answers = new FirstAnswers(rest, rest, 1);
	});

	afterEach(() => discord.faults.clear());

	after(async () => {
		rest.close();
		await discord.stop();
	});

	function asked(): { readonly used: EmulatedInteraction; readonly asker: Parameters<FirstAnswers['send']>[0] } {
		const used = ada.uses(channel, 'ask');
		const { token } = used.toWire({}) as { readonly token: string };
		return { used, asker: { interactionId: used.id, applicationId: discord.bot.id, token } };
	}

	for (const [trouble, strike] of Object.entries({ ...losses, ...failures })) {
		it(`comes once, although ${trouble}`, async () => {
			const { used, asker } = asked();
			const before = ada.sees(channel).length;
			strike(discord.faults.on(callback));
			assert.equal((await answers.send(asker, say('Hello'))).outcome, 'arrived');
			assert.equal(used.original?.text, 'Hello');
			assert.equal(ada.sees(channel).length, before + 1);
		});

		it(`with files comes once, although with "thinking" and with the files ${trouble}`, async () => {
			const { used, asker } = asked();
			const before = ada.sees(channel).length;
			strike(discord.faults.on(callback));
			strike(discord.faults.on(original));
			assert.equal((await answers.hold(asker)).outcome, 'arrived');
			assert.equal((await answers.replace(asker, { files })).outcome, 'arrived');
			assert.equal(used.isThinking, false);
			assert.equal(used.isEphemeral, true);
			assert.deepEqual(
				used.original?.attachments.map((file) => discord.attachments.content(file).toString()),
				['# Report']
			);
			assert.equal(ada.sees(channel).length, before + 1);
		});
	}

	it('that takes its time can be words', async () => {
		const { used, asker } = asked();
		await answers.hold(asker);
		await answers.replace(asker, { body: say('Nothing is known') });
		assert.equal(used.original?.text, 'Nothing is known');
		assert.equal(used.isEphemeral, true);
	});

	it('is left to the process that was faster', async () => {
		const { asker } = asked();
		assert.equal((await new FirstAnswers(rest, rest, 1).hold(asker)).outcome, 'arrived');
		assert.equal((await answers.hold(asker)).outcome, 'refused');
	});

	it('is not worked for where the member has waited for too long', async () => {
		const { asker } = asked();
		discord.clock.advance(60_001);
		assert.equal((await answers.hold(asker)).outcome, 'refused');
	});

	it('whose files Discord does not take is known to be refused', async () => {
		const { asker } = asked();
		await answers.hold(asker);
		discord.faults.on(original).answer(413, { code: 40005, message: 'Request entity too large' });
		assert.equal((await answers.replace(asker, { files })).outcome, 'refused');
	});
});
