/**
 * An edit that shows progress may be on its way for long: what the message says in the end is the end, with one bot and with two on the same
 * ledger.
 */
import assert from 'node:assert/strict';
import { BotWorld } from '../support/bot/BotWorld.js';

const edit = 'PATCH /webhooks/:webhook/:token/messages/:message';

for (const bots of [1, 2]) {
	describe(`a late edit never covers the end, with ${bots === 1 ? 'one bot' : 'two bots'}`, () => {
		let world: BotWorld;

		before(async () => {
			world = await BotWorld.withBot();
			for (let more = 1; more < bots; more++) await world.start();
		});

		after(() => world.close());

		it('although it takes effect after the workflow has ended', async () => {
			const asked = world.run('late', { wishes: ['wait'] });
			let release = () => {};
			const released = new Promise<void>((resolve) => {
				release = resolve;
			});
			let held = false;
			world.discord.faults.on(edit).runBefore(async () => {
				held = true;
				await released;
			});
			await world.untilRan('late');
			await world.until(() => held, 'an edit that shows progress is under way');
			world.go('late');
			await world.until(async () => (await world.workflows('late'))[0]?.status === 'succeeded', 'the workflow has ended');
			release();
			await world.deliveredOnce('late');
			const message = asked.original ?? assert.fail();
			await untilQuiet();
			assert.match(message.text, /The answer to late is 42\./);
		});

		it('although its answer is lost, and the bot that sent it is killed', async () => {
			const asked = world.run('lost', { wishes: ['wait'] });
			await world.untilRan('lost');
			world.discord.faults.on(edit).hangAfter();
			await world.until(() => world.discord.requests.of(edit, (request) => request.usedTokenOf(asked)).length > 0, 'an edit hangs');
			await world.bot.kill();
			world.discord.faults.clear();
			await world.start();
			world.go('lost');
			const result = await world.deliveredOnce('lost');
			await untilQuiet();
			if (result === asked.original) assert.match(result.text, /The answer to lost is 42\./);
			else assert.match(asked.original?.text ?? '', /Done/);
		});

		/** Until no message is kept up to date any more. */
		async function untilQuiet(): Promise<void> {
			await world.until(
				async () =>
					(await world.ledger((db) => db.selectFrom('requests').select('workflowId').where('surfaceOpen', '=', 1).execute())).length === 0,
				'no message is kept up to date any more'
			);
		}
	});
}
