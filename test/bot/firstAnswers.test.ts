import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { LedgerTables } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import { Harbour } from './Harbour.js';

const callback = 'POST /interactions/:interaction/:token/callback';

describe('the bot: first answers', () => {
	let harbour: Harbour;
	beforeEach(async () => {
		harbour = await Harbour.open();
	});
	afterEach(() => harbour.close());

	async function workflows(): Promise<
		readonly { readonly status: string; readonly reasonJson: string | null; readonly sourceJson: string }[]
	> {
		const db = openSqlite<LedgerTables>(join(harbour.folder, 'data', 'autointel.db'));
		return db
			.selectFrom('workflows')
			.selectAll()
			.execute()
			.finally(() => db.destroy());
	}

	async function resultOf(name: string): Promise<void> {
		const { ada, channel, discord } = harbour;
		const results = () => ada.sees(channel).filter(({ text }) => text.includes(`The answer to ${name} is 42`));
		await discord
			.until(() => results().length > 0, `the result of ${name}`, 60_000)
			.catch((error: unknown) => {
				throw new Error(`${String(error)}\n${harbour.bot.output}`);
			});
		assert.equal(results().length, 1);
	}

	const faults = {
		reset: () => harbour.discord.faults.on(callback).resetAfter(),
		lost: () => harbour.discord.faults.on(callback).loseAnswer(),
		truncated: () => harbour.discord.faults.on(callback).truncateAnswer(),
		'answered with an error': () => harbour.discord.faults.on(callback).answerAfter(500),
		'hanging, and it had arrived': () => harbour.discord.faults.on(callback).hangAfter(),
		'hanging, and it had not arrived': () => harbour.discord.faults.on(callback).hangBefore(),
		'refused by a proxy': () => harbour.discord.faults.on(callback).htmlPage(502)
	};

	for (const [what, strike] of Object.entries(faults)) {
		it(`a first answer that is ${what}: the member sees one, and one result`, async () => {
			const { ada, channel, discord } = harbour;
			strike();
			const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/answer' });
			await resultOf('answer');
			assert.equal(
				discord.requests.withTokenOf(used).some(({ code }) => code === 50027),
				false
			);
			assert.equal((await workflows()).length, 1);
		});
	}

	it('too late for Discord: cancelled as such, it never runs, and nothing is sent', async () => {
		const { ada, channel, discord } = harbour;
		discord.faults.on(callback).runBefore(() => discord.clock.advance(30_000));
		const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/late' });
		await discord.until(async () => (await workflows())[0]?.status === 'cancelled', 'it is cancelled', 30_000);
		assert.match((await workflows())[0]?.reasonJson ?? '', /not-acknowledged/);
		assert.equal(used.failed, true);
		assert.deepEqual(ada.sees(channel), []);
	});

	it('the bot dies before the first answer, or before it knows of it: the next one goes on', async () => {
		const { ada, channel, discord } = harbour;
		discord.faults.on(callback).runAfter(() => harbour.bot.kill());
		ada.uses(channel, 'autointel run', { url: 'https://example.com/killed-after' });
		await discord.until(() => !harbour.bot.running, 'it is dead', 30_000);
		await harbour.start();
		await resultOf('killed-after');
		const second = harbour.bot;
		discord.faults.on(callback).runBefore(async () => {
			await second.kill();
			return 'close';
		});
		ada.uses(channel, 'autointel run', { url: 'https://example.com/killed-before' });
		await discord.until(() => !second.running, 'it is dead', 30_000);
		await harbour.start();
		await resultOf('killed-before');
	});

	it('quota and cooldown: refused in a line that says what to do', async () => {
		const { ada, channel, discord } = harbour;
		for (const name of ['one', 'two']) {
			const used = ada.uses(channel, 'autointel run', { url: `https://example.com/${name}?wait` });
			await discord.until(() => used.original, 'accepted');
		}
		const third = ada.uses(channel, 'autointel run', { url: 'https://example.com/three' });
		await discord.until(() => third.original, 'answered');
		assert.match(third.original?.text ?? '', /You have 2 under way already/);
		assert.equal(third.isEphemeral, true);
		ada.presses(third.original ?? assert.fail(), 'Cancel the oldest');
		await discord.until(async () => (await workflows()).some(({ status }) => status === 'cancelled'), 'one is cancelled', 30_000);
		await harbour.bot.stop();
		await harbour.start({ COOLDOWN_SECONDS: '3600' });
		const hasty = ada.uses(channel, 'autointel run', { url: 'https://example.com/four' });
		await discord.until(() => hasty.original, 'answered');
		assert.match(hasty.original?.text ?? '', /You can ask again <t:\d+:R>/);
	});
});
