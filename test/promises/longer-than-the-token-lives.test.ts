/**
 * A workflow may run longer than Discord lets the interaction be answered: its progress goes on, its result arrives once, and nothing is
 * ever asked for with the dead token.
 */
import assert from 'node:assert/strict';
import { BotWorld } from '../support/bot/BotWorld.js';
import type { EmulatedInteraction } from '../support/discord/index.js';

const lifetimeSeconds = 30;

describe('longer than the token lives', () => {
	let world: BotWorld;
	let open: EmulatedInteraction;
	let hidden: EmulatedInteraction;

	before(async () => {
		world = await BotWorld.withBot({
			environment: { INTERACTION_LIFETIME_SECONDS: String(lifetimeSeconds) },
			discord: { interactionLifetimeMs: lifetimeSeconds * 1000 },
			delivery: { shortRunMs: 1_000 }
		});
		open = world.run('long', { wishes: ['wait', 'linger'] });
		hidden = world.run('secret', { wishes: ['wait'], private: true });
		await world.until(() => open.expired && hidden.expired, 'the tokens are dead');
	});

	after(() => world.close());

	it('progress goes on in the same message', async () => {
		const shown = open.original ?? assert.fail('there is no first answer');
		world.go('long');
		await world.until(() => /Quick answer/.test(shown.text), 'the message shows what runs now');
		assert.deepEqual(
			shown.buttons.map(({ label }) => label),
			['Transcript', 'Cancel']
		);
	});

	it('the result arrives once, as a new message that mentions who asked', async () => {
		world.end('long');
		const result = await world.deliveredOnce('long');
		assert.equal(result.channel, world.channel);
		assert.notEqual(result, open.original);
		await world.until(() => open.original?.text.includes(`/${result.id}`), 'the old message says where it is');
		assert.deepEqual(
			result.rang.map(({ username }) => username),
			['ada']
		);
	});

	it('where nobody can edit the message any more, the last edit in time says where the result comes', async () => {
		assert.match(hidden.original?.text ?? '', /The result will come as a direct message/);
		world.go('secret');
		const result = await world.deliveredOnce('secret');
		assert.deepEqual(world.ada.directMessages, [result]);
		assert.equal(world.ada.sees(world.channel).filter(({ text }) => text.includes('The answer to secret')).length, 0);
	});

	it('nothing was asked for with a dead token', () => {
		for (const interaction of [open, hidden]) {
			const refused = world.discord.requests.withTokenOf(interaction).filter(({ applied }) => !applied);
			assert.deepEqual(refused.map(String), []);
		}
	});
});
