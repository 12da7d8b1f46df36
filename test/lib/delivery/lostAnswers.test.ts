import assert from 'node:assert/strict';
import type { EmulatedChannel, EmulatedServer, Person } from '../../support/discord/index.js';
import { type Asked, TestDelivery, type TestDeliveryOptions } from '../../support/TestDelivery.js';
import { failures, losses } from '../../support/troubles.js';

const editOriginal = 'PATCH /webhooks/:webhook/:token/messages/:message';
const post = 'POST /channels/:channel/messages';
const postWebhook = 'POST /webhooks/:webhook/:token';
const list = 'GET /channels/:channel/messages';
const repeat = /You may have seen this before/;
const longer = 61_000;

describe('A delivery whose answer is lost', () => {
	let test: TestDelivery;
	let server: EmulatedServer;
	let channel: EmulatedChannel;
	let ada: Person;

	async function open(options: TestDeliveryOptions = {}): Promise<void> {
		test = await TestDelivery.open({ timeoutMs: 1_000, ...options });
		server = test.discord.server('Harbour');
		channel = server.textChannel('general');
		ada = test.discord.person('ada');
		server.join(ada);
		ada.hasInstalledApp = true;
	}

	afterEach(() => test.close());

	const texts = () => ada.sees(channel).map(({ text }) => text);
	const results = () => texts().filter((text) => text.includes('The budget doubles.'));

	async function longRun(given: Parameters<TestDelivery['ask']>[2] = {}): Promise<Asked> {
		const asked = await test.ask(ada, channel, given);
		test.advance(longer);
		await test.finish(asked);
		return asked;
	}

	for (const [how, lose] of Object.entries({ ...losses, ...failures })) {
		describe(`because ${how},`, () => {
			it('arrives once in place of the progress', async () => {
				await open();
				const asked = await test.ask(ada, channel);
				await test.finish(asked);
				lose(test.discord.faults.on(editOriginal));
				await test.deliver(asked);
				assert.equal((await test.result(asked)).status, 'delivered');
				assert.equal(texts().length, 1);
				assert.equal(results().length, 1);
				assert.doesNotMatch(texts().join(), repeat);
			});

			it('arrives once in the channel', async () => {
				await open();
				const asked = await longRun();
				lose(test.discord.faults.on(post));
				await test.deliver(asked);
				assert.equal((await test.result(asked)).status, 'delivered');
				assert.equal(results().length, 1);
				assert.equal(ada.notifications.length, 1);
				assert.doesNotMatch(texts().join(), repeat);
			});

			it('arrives once in the channel where history cannot be read', async () => {
				await open();
				channel.deny(test.discord.bot, ['ReadMessageHistory']);
				const asked = await longRun();
				lose(test.discord.faults.on(post));
				await test.deliver(asked);
				assert.equal(results().length, 1);
				assert.doesNotMatch(texts().join(), repeat);
			});

			it('arrives once in person', async () => {
				await open();
				const asked = await longRun();
				channel.deny(test.discord.bot, ['SendMessages']);
				test.discord.faults.on(postWebhook).answer(404, { code: 10015, message: 'Unknown Webhook' });
				lose(test.discord.faults.on(post));
				await test.deliver(asked);
				assert.equal(ada.directMessages.length, 1);
				assert.equal(results().length, 0);
				assert.doesNotMatch(ada.directMessages[0]?.text ?? '', repeat);
			});

			it('arrives once in person where the conversation had to be opened', async () => {
				await open();
				const asked = await longRun({ private: true });
				test.advance(900_000);
				lose(test.discord.faults.on('POST /users/@me/channels'));
				await test.deliver(asked);
				assert.equal(ada.directMessages.length, 1);
				assert.doesNotMatch(ada.directMessages[0]?.text ?? '', repeat);
			});

			it('arrives once as a follow-up that the bot can read', async () => {
				await open();
				channel.deny(test.discord.bot, ['SendMessages']);
				const asked = await longRun();
				lose(test.discord.faults.on(postWebhook));
				await test.deliver(asked);
				assert.equal(results().length, 1);
				assert.doesNotMatch(texts().join(), repeat);
			});
		});
	}

	for (const [how, lose] of Object.entries(losses)) {
		it(`arrives as a follow-up that nobody can look for at least once, the repeat marked, when ${how}`, async () => {
			await open();
			const asked = await longRun({ private: true });
			lose(test.discord.faults.on(postWebhook));
			await test.deliver(asked);
			const [first, second, ...others] = results();
			assert.deepEqual(others, []);
			assert.doesNotMatch(first ?? '', repeat);
			assert.match(second ?? '', repeat);
		});

		it(`arrives through a webhook at least once, the repeat marked, when ${how}`, async () => {
			const options = { botToken: false };
			test = await TestDelivery.open({ timeoutMs: 1_000, ...options });
			const harbour = test.discord.server('Harbour');
			channel = harbour.textChannel('results');
			ada = test.discord.person('ada');
			harbour.join(ada);
			const first = test;
			const webhook = channel.createWebhook('results');
			test = await first.another({ webhook: { id: webhook.id, token: tokenOf(webhook.url) } });
			const asked = await test.headless();
			await test.finish(asked);
			lose(test.discord.faults.on(postWebhook));
			await test.deliver(asked);
			assert.equal(results().length, 2);
			assert.deepEqual(
				results().map((text) => repeat.test(text)),
				[false, true]
			);
			await first.leave();
		});

		it(`arrives through a webhook exactly once where the bot can read its channel, when ${how}`, async () => {
			await open();
			const first = test;
			const webhook = channel.createWebhook('results');
			test = await first.another({ webhook: { id: webhook.id, token: tokenOf(webhook.url) } });
			const asked = await test.headless();
			await test.finish(asked);
			lose(test.discord.faults.on(postWebhook));
			await test.deliver(asked);
			assert.equal(results().length, 1);
			assert.doesNotMatch(texts().join(), repeat);
			await first.leave();
		});
	}

	/** A minute of the ledger's clock, with the pauses that the bot makes outside of tests. */
	describe('while Discord is away for a minute,', () => {
		const usualPauses = { backoff: { firstMs: 1_000, longestMs: 60_000 }, stragglerMs: 5_000 };

		const outages: Readonly<Record<string, { begin(): unknown; end(): unknown }>> = {
			'answering 500 to everything': {
				begin: () => test.discord.faults.on('* *').always().answer(500),
				end: () => test.discord.faults.clear()
			},
			'answering 500 to everything, although it does it': {
				begin: () => test.discord.faults.on('* *').always().answerAfter(500),
				end: () => test.discord.faults.clear()
			},
			'refusing connections': { begin: () => test.discord.goesAway(), end: () => test.discord.comesBack() }
		};

		const ways: Readonly<Record<string, { asked(): Promise<Pick<Asked, 'workflowId'>>; readonly seen: () => readonly string[] }>> = {
			'in place of the progress': {
				asked: async () => {
					const asked = await test.ask(ada, channel);
					await test.finish(asked);
					return asked;
				},
				seen: results
			},
			'in the channel': { asked: longRun, seen: results },
			'in person': {
				asked: async () => {
					const asked = await longRun({ private: true });
					test.advance(900_000);
					return asked;
				},
				seen: () => ada.directMessages.map(({ text }) => text)
			},
			'as a follow-up that the bot can read': {
				asked: () => {
					channel.deny(test.discord.bot, ['SendMessages']);
					return longRun();
				},
				seen: results
			}
		};

		for (const [outage, { begin, end }] of Object.entries(outages)) {
			for (const [way, { asked: ask, seen }] of Object.entries(ways)) {
				it(`${outage}, arrives once ${way}, and Discord is not asked again and again`, async () => {
					await open({ settings: usualPauses });
					const asked = await ask();
					const before = test.discord.requests.all.length;
					await begin();
					const minuteIsOver = test.outbox.now() + 60_000;
					while (test.outbox.now() < minuteIsOver) {
						await test.delivery.deliverDue();
						test.advance(2_000);
					}
					const requests = test.discord.requests.all.length - before;
					await end();
					assert.ok(requests <= 15, `${requests} requests:\n${test.discord.requests}`);
					await test.deliverUntil(async () => {
						test.advance(2_000);
						return ['delivered', 'held'].includes((await test.result(asked)).status);
					});
					assert.equal((await test.result(asked)).status, 'delivered');
					assert.equal(seen().length, 1, seen().join('\n---\n'));
					assert.doesNotMatch(seen().join(), repeat);
				});
			}
		}
	});

	describe('and whose sender died', () => {
		/** Another process takes over from one that was killed after its request took effect, and before it wrote that down. */
		async function killedAfter(route: string, asked: Asked, beforeRestart: () => void = () => {}): Promise<TestDelivery> {
			const before = test;
			const struck = new Promise<void>((resolve) => {
				test.discord.faults.on(route).runAfter(async () => {
					await before.die();
					resolve();
					return 'hang';
				});
			});
			void before.delivery.deliverDue();
			await struck;
			beforeRestart();
			const after = await before.another();
			test = after;
			await after.deliver(asked);
			before.discord.faults.clear();
			await before.leave();
			return after;
		}

		it('is found at once', async () => {
			await open();
			await killedAfter(post, await longRun());
			assert.equal(results().length, 1);
			assert.doesNotMatch(texts().join(), repeat);
		});

		it('is found after Discord has forgotten the nonce', async () => {
			await open();
			await killedAfter(post, await longRun(), () => test.advance(600_000));
			assert.equal(results().length, 1);
			assert.doesNotMatch(texts().join(), repeat);
		});

		it('is told by its nonce where history cannot be read', async () => {
			await open();
			channel.deny(test.discord.bot, ['ReadMessageHistory']);
			await killedAfter(post, await longRun());
			assert.equal(results().length, 1);
			assert.doesNotMatch(texts().join(), repeat);
		});

		it('is marked as a repeat where history cannot be read and the nonce is forgotten', async () => {
			await open();
			channel.deny(test.discord.bot, ['ReadMessageHistory']);
			await killedAfter(post, await longRun(), () => test.advance(600_000));
			assert.deepEqual(
				results().map((text) => repeat.test(text)),
				[false, true]
			);
		});

		it('takes the place of the progress once', async () => {
			await open();
			const asked = await test.ask(ada, channel);
			await test.finish(asked);
			await killedAfter(editOriginal, asked);
			assert.equal(texts().length, 1);
			assert.equal(results().length, 1);
		});

		it('is found where it took the place of the progress, also when the token has died meanwhile', async () => {
			await open();
			const asked = await test.ask(ada, channel);
			await test.finish(asked);
			await killedAfter(editOriginal, asked, () => test.advance(900_000));
			assert.equal(texts().length, 1);
			assert.equal(results().length, 1);
			assert.equal(test.discord.requests.withTokenOf(asked.interaction).filter(({ status }) => status === 401).length, 0);
		});

		it('comes in person as a repeat where it took the place of a private progress, and the token has died meanwhile', async () => {
			await open();
			const asked = await test.ask(ada, channel, { private: true });
			await test.finish(asked);
			await killedAfter(editOriginal, asked, () => test.advance(900_000));
			assert.equal(ada.directMessages.length, 1);
			assert.match(ada.directMessages[0]?.text ?? '', repeat);
		});

		it('is sent when it had not been, without a mark', async () => {
			await open();
			const asked = await longRun();
			const before = test;
			const struck = new Promise<void>((resolve) => {
				test.discord.faults.on(post).runBefore(async () => {
					await before.die();
					resolve();
					return 'hang';
				});
			});
			void before.delivery.deliverDue();
			await struck;
			test = await before.another();
			await test.deliver(asked);
			await before.leave();
			assert.equal(results().length, 1);
			assert.doesNotMatch(texts().join(), repeat);
		});
	});

	it('goes elsewhere only when it is proven not to be there', async () => {
		await open();
		const asked = await longRun();
		// The message is there, and right after it the bot may write no longer: a repeat would be refused.
		test.discord.faults.on(post).runAfter(() => {
			channel.deny(test.discord.bot, ['SendMessages']);
			return 'close';
		});
		await test.deliver(asked);
		assert.equal(results().length, 1);
		assert.equal(ada.directMessages.length, 0);
	});

	it('goes elsewhere as a repeat when nobody can tell', async () => {
		await open();
		const asked = await longRun();
		test.discord.faults.on(post).runAfter(() => {
			channel.deny(test.discord.bot, ['ViewChannel']);
			return 'close';
		});
		test.discord.faults.on(postWebhook).answer(404, { code: 10015, message: 'Unknown Webhook' });
		await test.deliver(asked);
		assert.equal(ada.directMessages.length, 1);
		assert.match(ada.directMessages[0]?.text ?? '', repeat);
	});

	it('is looked for as long as Discord does not let it look', async () => {
		await open();
		const asked = await longRun();
		test.discord.faults.on(post).loseAnswer();
		test.discord.faults.on(list).times(4).answer(500);
		await test.deliver(asked);
		assert.equal(results().length, 1);
		assert.equal(test.discord.requests.count(post), 1);
	});

	it('is found among hundreds of others', async () => {
		await open();
		const asked = await longRun();
		test.discord.options.rateLimits = 'loose';
		test.discord.faults.on(post).runAfter(() => {
			for (let number = 0; number < 250; number++) ada.writes(channel, `chatter ${number}`);
			return 'close';
		});
		await test.deliver(asked);
		assert.equal(results().length, 1);
		assert.equal(test.discord.requests.count(post), 1);
	});

	it('is not repeated for ever where nobody ever answers', async () => {
		await open();
		const asked = await longRun({ private: true });
		test.discord.faults.on(postWebhook).always().loseAnswer();
		test.discord.faults.on(post).always().answer(403, { code: 50007, message: 'closed' });
		await test.deliver(asked);
		const result = await test.result(asked);
		assert.equal(result.status, 'held');
		assert.equal(result.reason?.code, 'unanswered');
		assert.equal(results().length, 5);
	});
});

function tokenOf(url: string): string {
	return url.slice(url.lastIndexOf('/') + 1);
}
