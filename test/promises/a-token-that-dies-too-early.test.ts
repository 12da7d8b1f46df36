/**
 * The interaction's token dies between our looking at the clock and Discord's looking at the request (50027, 10015, 10062): the next route
 * delivers, once; the log says so in one line; the dead token is left alone.
 */
import assert from 'node:assert/strict';
import { BotWorld } from '../support/bot/BotWorld.js';
import type { EmulatedInteraction } from '../support/discord/index.js';

const inPlace = 'PATCH /webhooks/:webhook/:token/messages/:message';
const answers = {
	50027: { status: 401, message: 'Invalid Webhook Token' },
	10015: { status: 404, message: 'Unknown Webhook' },
	10062: { status: 404, message: 'Unknown interaction' }
} as const;

describe('a token that dies too early', () => {
	let world: BotWorld;

	before(async () => {
		world = await BotWorld.withBot();
	});

	after(() => world.close());

	for (const [code, { status, message }] of Object.entries(answers)) {
		it(`with ${code} costs one request, and the result arrives by the next route`, async () => {
			const name = `dead-${code}`;
			const asked = world.run(name, { wishes: ['wait'] });
			await world.untilRan(name);
			const struck = dies(asked, () => world.discord.faults.on(inPlace).answer(status, { message, code: Number(code) }));
			const logged = world.output.length;
			world.go(name);
			const result = await world.deliveredOnce(name);
			assert.equal(result.channel, world.channel);
			assert.notEqual(result, asked.original);
			const lines = world.output.slice(logged).split('\n');
			assert.equal(lines.filter((line) => line.includes('takes no more messages')).length, 1, lines.join('\n'));
			assert.equal(lines.filter((line) => /"level":[56]0/.test(line)).length, 0, lines.join('\n'));
			const { at } = struck();
			assert.deepEqual(
				world.discord.requests
					.withTokenOf(asked)
					.filter((request) => request.at > at)
					.map(String),
				[]
			);
		});
	}

	/** From now on the next request with the token finds it dead. Answers with that request. */
	function dies(asked: EmulatedInteraction, strike: () => unknown) {
		const before = world.discord.requests.withTokenOf(asked).length;
		strike();
		return () => world.discord.requests.withTokenOf(asked)[before] ?? assert.fail('nothing was asked for with the token');
	}
});
