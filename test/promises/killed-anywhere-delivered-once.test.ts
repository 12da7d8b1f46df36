/**
 * The bot is killed with SIGKILL before and after every kind of write to the ledger and every send around accepting, finishing and
 * delivering, and started again: what was accepted is delivered once. One bot's recovery is the next one's start.
 */
import assert from 'node:assert/strict';
import { BotWorld } from '../support/bot/BotWorld.js';
import type { EmulatedInteraction } from '../support/discord/index.js';

const firstAnswer = 'POST /interactions/:interaction/:token/callback';
const inPlace = 'PATCH /webhooks/:webhook/:token/messages/:message';
const toChannel = 'POST /channels/:channel/messages';
const moments = ['before', 'after'] as const;

/** Writes of one request, from its acceptance to its delivery. */
const writes = [
	...['acceptRequest', 'acknowledge', 'claim', 'freezePlan', 'startStage', 'recordArtifact', 'commitStage', 'commitStep', 'finish'],
	...['startDelivery', 'settleDelivery', 'takeSurface', 'leaveSurface']
];

describe('killed anywhere, delivered once', function () {
	this.timeout(300_000);

	let world: BotWorld;

	before(async () => {
		world = await BotWorld.withBot();
	});

	after(() => world.close());

	for (const write of writes) {
		for (const moment of moments) {
			it(`${moment} the write ${write}`, async () => {
				const name = `${write}-${moment}`;
				world.dieAt({ write, moment });
				const asked = world.run(name);
				await died();
				await world.start();
				await endsWell(name, asked);
			});
		}
	}

	for (const route of [firstAnswer, inPlace]) {
		for (const moment of moments) {
			it(`${moment} ${route} takes effect`, async () => {
				const name = `${route === inPlace ? 'in-place' : 'first-answer'}-${moment}`;
				strike(route, moment);
				const asked = world.run(name);
				await died();
				await world.start();
				await endsWell(name, asked);
			});
		}
	}

	describe('while it sends a message to the channel', () => {
		const longRun = { delivery: { shortRunMs: 0 } };

		before(async () => {
			await world.bot.kill();
			await world.start(longRun);
		});

		for (const moment of moments) {
			it(`${moment} it takes effect, restarted at once`, async () => {
				strike(toChannel, moment);
				const asked = world.run(`channel-${moment}`);
				await died();
				await world.start(longRun);
				await endsWell(`channel-${moment}`, asked);
			});

			it(`${moment} it takes effect, restarted when Discord has forgotten the nonce`, async () => {
				strike(toChannel, moment);
				const asked = world.run(`forgotten-${moment}`);
				await died();
				world.discord.options.nonceWindowMs = 0;
				await world.start({ delivery: { ...longRun.delivery, nonceWindowMs: 0 } });
				await endsWell(`forgotten-${moment}`, asked);
				world.discord.options.nonceWindowMs = 300_000;
			});
		}

		it('after it took effect, restarted when nobody can tell any more: marked as a repeat, not lost', async () => {
			const blind = world.server.textChannel('blind').deny(world.discord.bot, ['ReadMessageHistory']);
			strike(toChannel, 'after');
			world.run('blind', { in: blind });
			await died();
			world.discord.options.nonceWindowMs = 0;
			await world.start({ delivery: { ...longRun.delivery, nonceWindowMs: 0 } });
			await world.until(() => world.resultsOf('blind').length === 2, 'it is repeated');
			await world.settled('blind');
			assert.deepEqual(
				world.resultsOf('blind').map(({ text }) => text.includes('You may have seen this before')),
				[false, true]
			);
			world.discord.options.nonceWindowMs = 300_000;
		});
	});

	function strike(route: string, moment: 'before' | 'after'): void {
		const fault = world.discord.faults.on(route);
		const kill = () => world.bot.kill();
		if (moment === 'after') fault.runAfter(kill);
		else fault.runBefore(() => kill().then(() => 'close'));
	}

	async function died(): Promise<void> {
		await world.until(() => !world.bot.running, 'the bot is dead');
	}

	/** Whoever saw an answer gets one result; who saw none was not accepted, or the result all the same. */
	async function endsWell(name: string, asked: EmulatedInteraction): Promise<void> {
		const accepted = await world.workflows(name);
		if (accepted.length === 0) {
			assert.equal(asked.original, undefined);
			assert.equal(name, 'acceptRequest-before');
			return;
		}
		assert.equal(accepted.length, 1);
		const result = await world.deliveredOnce(name);
		assert.equal(result.channel, world.channel);
		assert.equal((await world.workflows(name))[0]?.status, 'succeeded');
		const stages = world.ran(name);
		assert.ok(stages.length <= 3, `${name}: ${stages}`);
	}
});
