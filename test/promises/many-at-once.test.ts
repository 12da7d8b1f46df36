/** 200 workflows in one channel: every result arrives, and Discord never has to say 429, for its headers said so before. */
import assert from 'node:assert/strict';
import { BotWorld } from '../support/bot/BotWorld.js';

const many = 200;

describe('many at once', () => {
	let world: BotWorld;

	before(async () => {
		world = await BotWorld.withBot({ environment: { WORKFLOW_CONCURRENCY: '20', LOG_LEVEL: 'info' } });
	});

	after(() => world.close());

	it(`${many} workflows in one channel are all delivered, without a 429 that the headers foretold`, async () => {
		const names = Array.from({ length: many }, (_, index) => `many-${index}`);
		for (const name of names) world.run(name);
		for (const name of names) await world.until(() => world.resultsOf(name).length > 0, `${name} is delivered`);
		await world.settled();
		for (const name of names) assert.equal(world.resultsOf(name).length, 1, name);
		const refused = world.discord.requests.all.filter(({ status }) => status === 429);
		assert.deepEqual(refused.map(String), []);
	});
});
