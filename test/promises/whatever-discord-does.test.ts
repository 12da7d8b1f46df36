/**
 * Discord fails in every way it is known to: for each, what the member sees in the end, and that nothing is lost or doubled. One bot goes
 * through all of it, so that nothing that went wrong before may have left a mark.
 */
import assert from 'node:assert/strict';
import { BotWorld } from '../support/bot/BotWorld.js';
import type { EmulatedChannel, EmulatedInteraction } from '../support/discord/index.js';

const firstAnswer = 'POST /interactions/:interaction/:token/callback';
const inPlace = 'PATCH /webhooks/:webhook/:token/messages/:message';
const toChannel = 'POST /channels/:channel/messages';

type Fault = ReturnType<BotWorld['discord']['faults']['on']>;

describe('whatever Discord does', () => {
	let world: BotWorld;

	before(async () => {
		world = await BotWorld.withBot({ delivery: { shortRunMs: 1_500 } });
	});

	afterEach(() => world.discord.faults.clear());

	after(() => world.close());

	/** How a send can go wrong, on every kind of send. */
	const troubles: Readonly<Record<string, (fault: Fault) => unknown>> = {
		'the answer is lost': (fault) => fault.loseAnswer(),
		'the connection is reset after it arrived': (fault) => fault.resetAfter(),
		'the answer breaks off': (fault) => fault.truncateAnswer(),
		'the connection is reset before it arrived': (fault) => fault.resetBefore(),
		'429 with retry-after': (fault) => fault.rateLimited(0.3),
		'500 three times': (fault) => fault.times(3).answer(500),
		'500 although it arrived': (fault) => fault.answerAfter(500),
		'an HTML page': (fault) => fault.htmlPage(502)
	};

	for (const [trouble, strike] of Object.entries(troubles)) {
		it(`first answer: ${trouble}`, async () => {
			const name = nameOf('first', trouble);
			strike(world.discord.faults.on(firstAnswer));
			const asked = world.run(name);
			await world.deliveredOnce(name);
			assert.equal((await world.workflows(name)).length, 1);
			assert.equal(asked.failed, false);
		});

		it(`result in place: ${trouble}`, async () => {
			const name = nameOf('place', trouble);
			strike(world.discord.faults.on(inPlace));
			world.run(name);
			await world.deliveredOnce(name);
		});

		it(`result as a new message: ${trouble}`, async () => {
			const name = nameOf('channel', trouble);
			strike(world.discord.faults.on(toChannel));
			const asked = await longRun(name);
			const result = await world.deliveredOnce(name);
			assert.notEqual(result, asked.original);
			assert.equal(result.channel, world.channel);
			assert.equal(result.rang.length, 1);
		});
	}

	it('one stray 401 on a bot-token route', async () => {
		world.discord.faults.on(toChannel).strayUnauthorized();
		await longRun('stray');
		assert.equal((await world.deliveredOnce('stray')).channel, world.channel);
	});

	it('a request that hangs', async () => {
		world.discord.faults.on(toChannel).hangAfter();
		await longRun('hanging');
		assert.equal((await world.deliveredOnce('hanging')).channel, world.channel);
	});

	for (const [name, cut] of Object.entries({
		dropped: () => world.discord.gateway.drop(),
		resumed: () => world.discord.gateway.askToReconnect(),
		invalidated: () => world.discord.gateway.invalidate(false)
	})) {
		it(`the gateway is ${name}: what runs is delivered, and new requests are taken`, async () => {
			const before = world.run(`${name}-before`, { wishes: ['wait'] });
			await world.untilRan(`${name}-before`);
			cut();
			world.go(`${name}-before`);
			await world.deliveredOnce(`${name}-before`);
			assert.ok(before.original);
			await world.until(() => world.discord.gateway.connected.length > 0, 'it is connected again');
			world.run(`${name}-after`);
			await world.deliveredOnce(`${name}-after`);
		});
	}

	/** How Discord can be away: until the test lets it come back, not for a time. */
	const outages = {
		'refuses connections': { begin: () => world.discord.goesAway(), end: () => world.discord.comesBack() },
		'answers 500 to everything': {
			begin: async () => void world.discord.faults.on('* *').always().answer(500),
			end: async () => world.discord.faults.clear()
		}
	};

	for (const [outage, { begin, end }] of Object.entries(outages)) {
		it(`Discord ${outage} until the bot has tried several times: the workflow goes on, the result comes when it is back`, async () => {
			const name = nameOf('away', outage);
			const asked = world.run(name, { wishes: ['wait'] });
			await world.untilRan(name);
			await begin();
			world.go(name);
			await world.until(async () => (await world.workflows(name))[0]?.status === 'succeeded', 'it has ended');
			const [workflow] = await world.workflows(name);
			// It was sent, or looked for where it may have arrived.
			const looked = () => world.discord.requests.count('GET /channels/:channel/messages*', ({ fault }) => fault !== undefined);
			const triedOften = async () =>
				(await world.outbox()).some(({ workflowId, attempts }) => workflowId === workflow?.id && attempts + looked() >= 4);
			await world.until(triedOften, 'the bot has backed off several times');
			assert.doesNotMatch(asked.original?.text ?? '', /42/);
			await end();
			await world.deliveredOnce(name);
			await world.until(() => world.discord.gateway.connected.length > 0, 'it is connected again');
		});
	}

	it('the files that a button asks for: "thinking" and the files are sent without an answer', async () => {
		world.run('files');
		const result = await world.deliveredOnce('files');
		world.discord.faults.on(firstAnswer).loseAnswer();
		world.discord.faults.on(inPlace).loseAnswer();
		const pressed = world.ada.presses(result, 'Report files');
		await world.until(() => pressed.original?.attachments.length, 'the files are there');
		const edits = () => world.discord.requests.withTokenOf(pressed).filter(({ route }) => route === inPlace);
		await world.until(() => edits().some(({ status }) => status === 200), 'the bot knows it');
		const files = pressed.original?.attachments.map(({ filename }) => filename) ?? [];
		assert.deepEqual(files, [...new Set(files)]);
		assert.ok(files.includes('report.html'));
		assert.equal(pressed.isEphemeral, true);
	});

	it('the channel is deleted: a direct message', async () => {
		const channel = world.server.textChannel('short-lived');
		await longRun('deleted', channel, () => channel.remove());
		const result = await world.deliveredOnce('deleted');
		assert.equal(result.channel.recipient, world.ada);
	});

	it('permissions are taken away and the cache does not know: in answer to the interaction', async () => {
		const channel = world.server.textChannel('locked');
		await longRun('locked', channel, () => channel.deny(world.discord.bot, ['ViewChannel', 'SendMessages'], { silently: true }));
		const result = await world.deliveredOnce('locked');
		assert.equal(result.channel, channel);
		assert.ok(result.origin.interaction);
	});

	it('the requester takes no direct messages and the channel is gone: held, the operator told, and there for the asking', async () => {
		const channel = world.server.textChannel('gone');
		const bea = world.member('bea');
		bea.directMessagesOpen = false;
		world.run('held', { wishes: ['wait'], by: bea, in: channel });
		await world.untilRan('held');
		channel.remove();
		world.go('held');
		await world.until(async () => (await world.outbox()).some(({ status }) => status === 'held'), 'it is held');
		assert.equal(world.resultsOf('held').length, 0);
		await world.until(() => world.output.includes('could not be delivered'), 'the operator is told');
		const [workflow] = await world.workflows('held');
		const asked = bea.uses(world.channel, 'autointel status', { workflow_id: workflow?.id ?? '' });
		await world.until(() => asked.original?.text.includes('The answer to held'), 'the requester has it');
		assert.equal(asked.isEphemeral, true);
	});

	it('the first answer is deleted by a moderator: the result comes as a new message', async () => {
		const asked = world.run('moderated', { wishes: ['wait'] });
		await world.untilRan('moderated');
		const message = asked.original ?? assert.fail();
		world.server.owner.toWire();
		(world.discord.world.users.get(world.server.owner.id) as typeof world.ada).deletes(message);
		world.go('moderated');
		const result = await world.deliveredOnce('moderated');
		assert.notEqual(result, message);
	});

	it('the message is too old to be edited again (30046): the result comes all the same', async () => {
		world.discord.options.oldMessageEdits = { olderThanMs: 0, limit: 0, perMs: 600_000, status: 400 };
		await longRun('old');
		await world.deliveredOnce('old');
		world.discord.options.oldMessageEdits = { olderThanMs: 3_600_000, limit: 3, perMs: 20_000, status: 429 };
	});

	it('the bot is thrown out of the server: a direct message where one is possible, else held', async () => {
		const other = world.discord.server('Other');
		const channel = other.textChannel('general');
		const cleo = world.member('cleo', other);
		world.server.join(cleo);
		// Shares no other server with the bot.
		const dora = world.member('dora', other);
		world.run('kicked', { wishes: ['wait'], by: cleo, in: channel });
		world.run('out-of-reach', { wishes: ['wait'], by: dora, in: channel });
		await Promise.all([world.untilRan('kicked'), world.untilRan('out-of-reach')]);
		other.kickBot();
		for (const name of ['kicked', 'out-of-reach']) world.go(name);
		const result = await world.deliveredOnce('kicked');
		assert.equal(result.channel.recipient, cleo);
		await world.settled('out-of-reach');
		const [workflow] = await world.workflows('out-of-reach');
		const held = (await world.outbox()).filter(({ workflowId }) => workflowId === workflow?.id);
		assert.deepEqual(
			held.map(({ status }) => status),
			['held']
		);
		assert.equal(world.resultsOf('out-of-reach').length, 0);
		await world.until(() => world.output.includes(`${held[0]?.id} of ${workflow?.id}`), 'the operator is told');
	});

	it('no answer of Discord that counts towards a ban was asked for again and again', () => {
		assert.ok(world.discord.requests.invalid.length < 25, world.discord.requests.invalid.join('\n'));
	});

	/** Runs for so long that the result is a new message; `meanwhile` happens before it ends. */
	async function longRun(name: string, channel: EmulatedChannel = world.channel, meanwhile = () => {}): Promise<EmulatedInteraction> {
		const asked = world.run(name, { wishes: ['wait'], in: channel });
		await world.untilRan(name);
		meanwhile();
		await world.until(() => world.discord.clock.now() - asked.createdAt > 2_500, 'it has run for a while');
		world.go(name);
		return asked;
	}

	function nameOf(send: string, trouble: string): string {
		return `${send}-${trouble.replaceAll(/\W+/g, '-')}`;
	}
});
