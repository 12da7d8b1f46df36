/**
 * What was asked for in private is seen by its requester alone, by whatever route and in whatever log; one server's results never reach
 * another; and whoever has no business with a workflow learns nothing of it, in the same words as of one that does not exist.
 */
import assert from 'node:assert/strict';
import { BotWorld } from '../support/bot/BotWorld.js';
import type { EmulatedInteraction, Person } from '../support/discord/index.js';

describe('private stays private', () => {
	let world: BotWorld;
	let stranger: Person;

	before(async () => {
		world = await BotWorld.open({ delivery: { shortRunMs: 0 } });
		const elsewhere = world.discord.server('Elsewhere').textChannel('results');
		// A webhook of another server, as an operator may set one by mistake.
		await world.start({ environment: { RESULT_WEBHOOK_URL: elsewhere.createWebhook('results').url } });
		stranger = world.member('stranger');
	});

	after(() => world.close());

	it('by the interaction while it lives, and nobody else sees anything', async () => {
		world.run('whispered', { private: true });
		const result = await world.deliveredOnce('whispered');
		assertOnlySeenBy(world.ada, 'whispered');
		assert.ok(result.isEphemeral || result.channel.recipient === world.ada);
	});

	it('held, where no private way is left: never by the channel, and never by a webhook', async () => {
		const shy = world.member('shy');
		const asked = world.run('withheld', { private: true, wishes: ['wait'], by: shy });
		await world.untilRan('withheld');
		shy.directMessagesOpen = false;
		asked.expireToken();
		world.go('withheld');
		await world.until(async () => (await world.outbox()).some(({ status }) => status === 'held'), 'it is held');
		assert.equal(world.resultsOf('withheld').length, 0);
	});

	it("one server's public result does not go to another server's webhook either", async () => {
		const channel = world.server.textChannel('closing');
		const shut = world.member('shut');
		const asked = world.run('lost', { wishes: ['wait'], by: shut, in: channel });
		await world.untilRan('lost');
		shut.directMessagesOpen = false;
		asked.expireToken();
		channel.remove();
		world.go('lost');
		await world.settled('lost');
		assert.equal(world.resultsOf('lost').length, 0);
	});

	it('a stranger learns nothing from status, cancel, retry and privacy: the words are those for an id that does not exist', async () => {
		world.run('hidden', { private: true });
		await world.deliveredOnce('hidden');
		const [{ id } = assert.fail()] = await world.workflows('hidden');
		for (const words of ['status', 'cancel', 'retry']) {
			const about = stranger.uses(world.channel, `autointel ${words}`, { workflow_id: id });
			const nothing = stranger.uses(world.channel, `autointel ${words}`, { workflow_id: 'wf_000000000000' });
			assert.equal((await answerTo(about)).replaceAll(id, 'ID'), (await answerTo(nothing)).replaceAll('wf_000000000000', 'ID'), words);
		}
		const completed = stranger.completes(world.channel, 'autointel status', 'workflow_id', id.slice(0, 6));
		await world.until(() => completed.choices, 'it is completed');
		assert.deepEqual(completed.choices, []);
	});

	it('nor from buttons with forged ids', async () => {
		const [{ id } = assert.fail()] = await world.workflows('hidden');
		world.run('shown', { by: world.member('somebody') });
		const message = await world.deliveredOnce('shown');
		for (const action of ['transcript', 'report', 'cancel', 'retry', 'vote-up']) {
			const about = stranger.presses(message, `ai:${action}:${id}`, { forged: true });
			const nothing = stranger.presses(message, `ai:${action}:wf_000000000000`, { forged: true });
			assert.equal((await answerTo(about)).replaceAll(id, 'ID'), (await answerTo(nothing)).replaceAll('wf_000000000000', 'ID'), action);
			assert.equal(about.answers.flatMap(({ attachments }) => attachments).length, 0);
		}
	});

	it('nothing of any of it is in the log, also where it fails', async () => {
		world.run('muttered', { private: true, wishes: ['broken'] });
		await world.until(() => world.output.includes('the stage failed'), 'it has failed');
		for (const word of ['The answer to', 'The words of', 'Remember ']) assert.equal(world.output.includes(word), false, word);
		for (const name of ['whispered', 'withheld', 'hidden', 'muttered']) assert.equal(world.output.includes(name), false, name);
	});

	function assertOnlySeenBy(reader: Person, name: string): void {
		const others = [...world.discord.world.users.values()].filter((user) => user !== reader && !user.isBot);
		for (const channel of world.discord.world.channels.values()) {
			for (const other of others) {
				assert.deepEqual(
					other
						.sees(channel)
						.filter(({ text }) => text.includes(name))
						.map(({ text }) => text),
					[]
				);
			}
		}
	}

	/** All that somebody reads in answer to what they did. */
	async function answerTo(interaction: EmulatedInteraction): Promise<string> {
		await world.until(
			() => interaction.acknowledgement !== undefined && !interaction.isThinking && interaction.answers.length > 0,
			'there is an answer'
		);
		return interaction.answers.map(({ text }) => text).join('\n');
	}
});
