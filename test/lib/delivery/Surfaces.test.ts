import assert from 'node:assert/strict';
import type { EmulatedChannel, EmulatedServer, Person } from '../../support/discord/index.js';
import { planOf } from '../../support/plan.js';
import { type Asked, TestDelivery, type TestDeliveryOptions } from '../../support/TestDelivery.js';
import { failures, losses } from '../../support/troubles.js';

const editOriginal = 'PATCH /webhooks/:webhook/:token/messages/:message';
const editAsBot = 'PATCH /channels/:channel/messages/:message';
const longer = 61_000;
const lifetime = 900_000;
const plan = planOf({ listen: {}, think: {}, write: {}, tell: {} });

describe('The message that shows the progress', () => {
	let test: TestDelivery;
	let server: EmulatedServer;
	let channel: EmulatedChannel;
	let ada: Person;

	async function open(options: TestDeliveryOptions = {}): Promise<void> {
		test = await TestDelivery.open(options);
		server = test.discord.server('Harbour');
		channel = server.textChannel('general');
		ada = test.discord.person('ada');
		server.join(ada);
	}

	afterEach(() => test.close());

	const ask = (given: Parameters<TestDelivery['ask']>[2] = {}) => test.ask(ada, channel, { plan, ...given });
	const refresh = () => test.delivery.refreshSurfaces();
	/** Where Discord wants a pause, the ledger's clock has to move on. */
	const refreshUntil = (condition: () => Promise<boolean> | boolean) =>
		test.discord.until(async () => {
			await refresh();
			test.advance(1_000);
			return condition();
		}, 'the message is up to date');
	const progressOf = (asked: Asked) => {
		const { original } = asked.interaction;
		assert.ok(original);
		return original;
	};
	const percentages = (asked: Asked) =>
		progressOf(asked).versions.flatMap((version) => /(\d+) %/.exec(JSON.stringify(version.components))?.slice(1).map(Number) ?? []);

	it('says what is going on, and how far it is', async () => {
		await open();
		const asked = await ask();
		await test.succeed(asked, 'listen');
		await test.ledger.startStage(asked.claim, { name: 'think', version: 1 });
		await test.ledger.saveProgress(asked.claim, new Map([['think', { progress: 0.5, note: 'half of *it*' }]]));
		await refresh();
		const { text, buttons } = progressOf(asked);
		assert.match(text, /### example\.org|### https/);
		assert.doesNotMatch(text, /secret=1/);
		assert.match(text, /the kind test · standard · wf_/);
		assert.match(text, /37 %/);
		assert.match(text, /Think: half of \\\*it\\\*/);
		assert.match(text, /started <t:\d+:R>/);
		assert.deepEqual(
			buttons.map(({ label }) => label),
			['Cancel']
		);
	});

	it('offers the transcript, the title and the first takeaways as soon as they exist', async () => {
		await open();
		const asked = await ask();
		await test.succeed(asked, 'listen', {
			files: [{ name: 'transcript.vtt', mediaType: 'text/vtt', artifact: 'a'.repeat(64), bytes: 9, role: 'transcript' }]
		});
		await refresh();
		assert.deepEqual(
			progressOf(asked).buttons.map(({ label }) => label),
			['Transcript', 'Cancel']
		);
		await test.succeed(asked, 'think', {
			headline: { title: 'The town hall', takeaways: [{ text: 'We doubled it.', at: { start: 65, end: 66 } }] }
		});
		await refresh();
		assert.match(progressOf(asked).text, /### The town hall[\s\S]*So far\*\*\n- We doubled it\. \(1:05\)/);
	});

	it('says when it should be done, by how long others took', async () => {
		await open();
		const before = await ask();
		for (const stage of ['listen', 'think', 'write', 'tell']) await test.succeed(before, stage);
		test.advance(120_000);
		await test.finish(before);
		const asked = await ask();
		await test.ledger.startStage(asked.claim, { name: 'listen', version: 1 });
		await refresh();
		assert.match(progressOf(asked).text, /should be done <t:\d+:R>/);
	});

	it('is edited only when there is something new to say', async () => {
		await open();
		const asked = await ask();
		await refresh();
		await test.succeed(asked, 'listen');
		await refresh();
		const edits = test.discord.requests.count(editOriginal);
		for (let looks = 0; looks < 5; looks++) await refresh();
		assert.equal(test.discord.requests.count(editOriginal), edits);
	});

	it('never goes back, stays between 0 and 100 %, and says 100 % only at the end', async () => {
		await open();
		const asked = await ask();
		for (const stage of ['listen', 'think', 'write', 'tell']) {
			await test.succeed(asked, stage);
			await refresh();
		}
		await test.ledger.resetStages(asked.claim, [{ stage: 'think', version: 1, remark: 'again' }]);
		await refresh();
		await test.ledger.startStage(asked.claim, { name: 'think', version: 1 });
		await test.ledger.saveProgress(asked.claim, new Map([['think', { progress: 7, note: undefined }]]));
		await refresh();
		const shown = percentages(asked);
		assert.ok(shown.length >= 4, String(shown));
		assert.deepEqual(
			shown,
			[...shown].sort((one, other) => one - other)
		);
		assert.ok(shown.every((percent) => percent >= 0 && percent < 100));
	});

	it('goes on with the bot token when the interaction is about to end, and nothing uses the dead one', async () => {
		await open();
		const asked = await ask();
		test.advance(lifetime - 100_000);
		await test.succeed(asked, 'listen');
		await refresh();
		assert.equal(test.discord.requests.count(editAsBot), 1);
		test.advance(lifetime);
		await test.succeed(asked, 'think');
		await refresh();
		assert.equal(percentages(asked).at(-1), 50);
		assert.deepEqual(
			test.discord.requests.withTokenOf(asked.interaction).map(({ status }) => status),
			[204]
		);
		assert.doesNotMatch(progressOf(asked).text, /any longer/);
	});

	for (const [where, given, closed, expected] of [
		['in private', { private: true }, false, /will come as a direct message/],
		[
			'in private where direct messages are closed',
			{ private: true },
			true,
			/I cannot write to you in person either: ask .*`\/autointel status wf_/
		]
	] as const) {
		it(`says in time where the result will come, ${where}`, async () => {
			await open();
			ada.directMessagesOpen = !closed;
			const asked = await ask(given);
			test.advance(lifetime - 50_000);
			await refresh();
			assert.match(progressOf(asked).text, expected);
			test.advance(lifetime);
			await test.succeed(asked, 'listen');
			for (let looks = 0; looks < 3; looks++) await refresh();
			assert.equal((await test.outbox.openSurfaces()).length, 0);
			assert.ok(test.discord.requests.withTokenOf(asked.interaction).every(({ status }) => status === 200 || status === 204));
		});
	}

	it('says in time where the result will come, where the bot cannot see the channel', async () => {
		await open();
		const asked = await ask();
		channel.deny(test.discord.bot, ['ViewChannel']);
		test.advance(lifetime - 100_000);
		await test.succeed(asked, 'listen');
		await refresh();
		await refresh();
		test.advance(50_000);
		await refresh();
		assert.match(progressOf(asked).text, /will come as a direct message/);
	});

	it('says at once that direct messages are closed, where that may matter', async () => {
		await open();
		ada.directMessagesOpen = false;
		const asked = await ask({ private: true });
		await refresh();
		assert.match(progressOf(asked).text, /You take no direct messages from me/);
		assert.equal(ada.notifications.length, 0);
	});

	it('is edited rarely once it is old, and what Discord refuses then is left alone for a while', async () => {
		await open({
			emulator: { oldMessageEdits: { olderThanMs: 3_600_000, limit: 0, perMs: 20_000, status: 400 } },
			settings: { surfaces: surfaceTimes }
		});
		const asked = await ask();
		test.advance(2 * 3_600_000);
		await test.succeed(asked, 'listen');
		await refresh();
		assert.equal(test.discord.requests.count(editAsBot), 1);
		await test.succeed(asked, 'think');
		for (let looks = 0; looks < 5; looks++) await refresh();
		assert.equal(test.discord.requests.count(editAsBot), 1);
		test.discord.options.oldMessageEdits = { ...test.discord.options.oldMessageEdits, limit: 5 };
		test.advance(surfaceTimes.everyOldMs + 1);
		await refresh();
		assert.equal(percentages(asked).at(-1), 50);
	});

	it('drops what Discord has no room for, and the end still comes', async () => {
		await open({ emulator: { rateLimits: { 'message-edit': { limit: 5, perMs: 400 } } } });
		const asked: Asked[] = [];
		for (let number = 0; number < 12; number++) asked.push(await ask());
		test.advance(lifetime - 60_000);
		for (const stage of ['listen', 'think', 'write']) {
			for (const one of asked) await test.succeed(one, stage);
			await refresh();
		}
		assert.ok(test.discord.requests.count(editAsBot) < 36);
		for (const one of asked) await test.finish(one);
		await test.deliverUntil(async () => {
			await refresh();
			return (await test.outbox.openSurfaces()).length === 0;
		});
		for (const one of asked) assert.match(progressOf(one).text, /^Done: .*\n\[Go to the result\]/);
		assert.equal(test.discord.requests.all.filter(({ status }) => status === 429).length, 0);
	});

	it('is left alone where a moderator deleted it', async () => {
		await open();
		const asked = await ask();
		const moderator = test.discord.person('moderator');
		server.join(moderator, server.role('moderators', ['ManageMessages']));
		moderator.deletes(progressOf(asked));
		await test.succeed(asked, 'listen');
		for (let looks = 0; looks < 3; looks++) await refresh();
		assert.equal(test.discord.requests.count(editOriginal), 1);
		await test.finish(asked);
		await test.deliver(asked);
		assert.equal(ada.sees(channel).length, 1);
	});

	it('says so where the result could not be delivered', async () => {
		await open();
		const asked = await ask({ context: 'user-install', userId: '1' });
		test.advance(lifetime - 30_000);
		await test.finish(asked);
		test.discord.faults.on('POST /webhooks/*').always().answer(400, { code: 40094, message: 'no follow-ups' });
		await test.deliver(asked);
		assert.equal((await test.result(asked)).status, 'held');
		await refresh();
		assert.match(progressOf(asked).text, /could not be delivered: ask for it with `\/autointel status wf_/);
	});

	describe('is covered by nothing older once it shows the end:', () => {
		/** An edit of progress arrives at Discord only after `meanwhile`. */
		function slowEdit(meanwhile: () => Promise<unknown>): Promise<void> {
			return new Promise((resolve, reject) => {
				test.discord.faults.on(editOriginal).runBefore(() => meanwhile().then(() => resolve(), reject));
			});
		}

		it('one bot', async () => {
			await open();
			const asked = await ask();
			await test.succeed(asked, 'listen');
			let delivering: Promise<void> | undefined;
			const slow = slowEdit(async () => {
				await test.finish(asked);
				delivering = test.delivery.deliverDue();
				// The result must wait for the edit that is under way.
				await settled();
			});
			await refresh();
			await slow;
			await delivering;
			await test.deliver(asked);
			for (let looks = 0; looks < 3; looks++) await refresh();
			assert.match(progressOf(asked).text, /The budget doubles/);
		});

		it('two bots', async () => {
			await open();
			const asked = await ask();
			await test.succeed(asked, 'listen');
			const other = await test.another();
			const slow = slowEdit(async () => {
				await test.finish(asked);
				await other.delivery.deliverDue();
				await other.delivery.refreshSurfaces();
			});
			await refresh();
			await slow;
			await test.deliverUntil(async () => {
				await other.delivery.deliverDue();
				return (await test.result(asked)).status === 'delivered';
			});
			await Promise.all([refresh(), other.delivery.refreshSurfaces()]);
			assert.match(progressOf(asked).text, /The budget doubles/);
			await other.leave();
		});

		it('two bots, one of which was killed in the middle of an edit', async () => {
			await open({ settings: { surfaces: { ...surfaceTimes, everyMs: 0, againMs: 0 } }, timeoutMs: 1_000 });
			const asked = await ask();
			await test.succeed(asked, 'listen');
			const before = test;
			const other = await before.another();
			let late: (() => void) | undefined;
			const reached = new Promise<void>((resolve) => {
				before.discord.faults.on(editOriginal).runBefore(
					() =>
						new Promise<void>((release) => {
							late = release;
							resolve();
						})
				);
			});
			const refreshing = before.delivery.refreshSurfaces();
			await reached;
			await before.die();
			await before.finish(asked);
			await other.deliver(asked);
			assert.match(progressOf(asked).text, /The budget doubles/);
			// What the dead one had sent arrives only now.
			late?.();
			await other.discord.until(() => /25 %/.test(progressOf(asked).text), 'the old progress covers the result');
			await other.discord.until(async () => {
				await other.delivery.refreshSurfaces();
				return (await other.outbox.openSurfaces()).length === 0;
			}, 'the end is shown once more');
			assert.match(progressOf(asked).text, /The budget doubles/);
			await refreshing;
			await before.leave();
			test = other;
		});

		it('an edit without an answer', async () => {
			await open({ settings: { surfaces: { ...surfaceTimes, everyMs: 0, againMs: 0 } } });
			const asked = await ask();
			await test.succeed(asked, 'listen');
			test.discord.faults.on(editOriginal).loseAnswer();
			await refresh();
			await test.finish(asked);
			await test.deliver(asked);
			assert.equal((await test.outbox.openSurfaces()).length, 1);
			await refresh();
			assert.equal((await test.outbox.openSurfaces()).length, 0);
			assert.match(progressOf(asked).text, /The budget doubles/);
		});
	});

	for (const [how, strike] of Object.entries({ ...losses, ...failures })) {
		for (const [by, edit] of [
			['the interaction', editOriginal],
			['the bot token', editAsBot]
		] as const) {
			it(`goes on, and shows the end, although with an edit by ${by} ${how}`, async () => {
				await open({ timeoutMs: 200, settings: { surfaces: { ...surfaceTimes, everyMs: 0, againMs: 0 } } });
				const asked = await ask();
				if (by === 'the bot token') test.advance(lifetime);
				strike(test.discord.faults.on(edit));
				await test.succeed(asked, 'listen');
				await refreshUntil(() => percentages(asked).at(-1) === 25);
				strike(test.discord.faults.on(edit));
				await test.finish(asked);
				await test.deliver(asked);
				await refreshUntil(async () => (await test.outbox.openSurfaces()).length === 0);
				const end = by === 'the bot token' ? /^Done: .*\n\[Go to the result\]/ : /The budget doubles/;
				assert.match(progressOf(asked).text, end);
				assert.equal(ada.sees(channel).filter(({ text }) => text.includes('The budget doubles')).length, 1);
			});
		}
	}

	it('is tried after ever longer pauses while Discord is away for a minute, and goes on', async () => {
		const backoff = { firstMs: 1_000, longestMs: 60_000 };
		await open({ settings: { backoff, surfaces: { ...surfaceTimes, everyMs: 4_000, againMs: 0 } } });
		const asked = await ask();
		test.advance(5_000);
		await test.succeed(asked, 'listen');
		const outage = test.discord.faults.on(editOriginal).always().answer(500);
		for (let seconds = 0; seconds < 60; seconds++) {
			await refresh();
			test.advance(1_000);
		}
		outage.end();
		assert.ok(outage.hits >= 3 && outage.hits <= 10, `${outage.hits}`);
		await refreshUntil(() => percentages(asked).at(-1) === 25);
	});

	it('says in its last moment where the result will come, also after Discord was away', async () => {
		const backoff = { firstMs: 60_000, longestMs: 60_000 };
		await open({ settings: { backoff } });
		const asked = await ask({ private: true });
		test.advance(lifetime - 70_000);
		test.discord.faults.on(editOriginal).answer(500);
		await test.succeed(asked, 'listen');
		await refresh();
		test.advance(20_000);
		await refresh();
		assert.match(progressOf(asked).text, /Discord does not let me keep this message up to date any longer/);
	});

	it('shows where the result is, also when that took longer than the token lived', async () => {
		await open();
		const asked = await ask();
		test.advance(lifetime + longer);
		await test.finish(asked);
		await test.deliver(asked);
		await refresh();
		assert.match(progressOf(asked).text, /^Done: .*\n\[Go to the result\]\(https:\/\/discord\.com\/channels\//);
		assert.equal(test.discord.requests.withTokenOf(asked.interaction).length, 1);
	});
});

const surfaceTimes = { everyMs: 0, everyOldMs: 300_000, oldMs: 3_300_000, againMs: 20_000 };

/** Everything that can happen without waiting for time has happened. */
async function settled(): Promise<void> {
	for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
}
