import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DiscordRest } from '#lib/delivery/DiscordRest';
import { OperatorNotices } from '#lib/delivery/OperatorNotices';
import { parseWebhook } from '#lib/delivery/WebhookAddress';
import { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { DiscordEmulator, type EmulatedChannel, type Person } from '../../support/discord/index.js';
import type { EmulatedWebhook } from '../../support/discord/model/EmulatedWebhook.js';
import { TestDelivery } from '../../support/TestDelivery.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

describe('What the operator is told', () => {
	let discord: DiscordEmulator;
	let operators: EmulatedChannel;
	let rest: DiscordRest;
	let lines: unknown[];

	beforeEach(async () => {
		discord = await DiscordEmulator.start();
		operators = discord.server('Harbour').textChannel('operators');
		rest = new DiscordRest({ apiUrl: discord.apiUrl });
		lines = [];
	});

	afterEach(async () => {
		rest.close();
		await discord.stop();
	});

	const log = { warn: (...said: unknown[]) => void lines.push(said) };
	const nothingLasts = { now: () => 0, takeNotice: () => assert.fail(), keepQuiet: () => assert.fail() };
	const notices = (webhook: string | undefined, ledger: ConstructorParameters<typeof OperatorNotices>[2] = nothingLasts) =>
		new OperatorNotices(rest, webhook === undefined ? undefined : parseWebhook(webhook), ledger, log);
	const texts = () => [...operators.messages.values()].map(({ text }) => text);

	it('comes through their webhook, and into the log', async () => {
		const told = await notices(operators.createWebhook('op').url).tell({ title: 'The disk fills up', lines: ['3 MB are left'] });
		assert.equal(told, true);
		assert.deepEqual(texts(), ['### The disk fills up\n- 3 MB are left']);
		assert.equal(lines.length, 1);
	});

	it('is in the log alone where there is no webhook', async () => {
		assert.equal(await notices(undefined).tell({ title: 'x', lines: [] }), true);
		assert.equal(lines.length, 1);
	});

	it('is tried again where the webhook does not answer, and not where it is gone', async () => {
		const webhook = operators.createWebhook('op');
		discord.faults.on('POST /webhooks/:webhook/:token').answer(500);
		assert.equal(await notices(webhook.url).tell({ title: 'x', lines: [] }), false);
		operators.remove();
		assert.equal(await notices(webhook.url).tell({ title: 'x', lines: [] }), true);
		assert.doesNotMatch(JSON.stringify(lines), new RegExp(webhook.url.slice(-20)));
	});

	describe('about what lasts', () => {
		let now: number;
		let ledgers: DeliveryLedger[];
		let connections: LedgerConnection[];

		beforeEach(async () => {
			now = 1_000_000;
			const file = join(temporaryFolder(), 'ledger.db');
			connections = [];
			for (let process = 0; process < 2; process++) connections.push({ ...(await connectSqlite(file)), now: () => now });
			ledgers = connections.map((connection) => new DeliveryLedger(connection));
		});

		afterEach(() => Promise.all(connections.map((connection) => connection.close())));

		const about = (webhook: EmulatedWebhook) => ledgers.map((ledger) => notices(webhook.url, ledger));

		it('is told once by all processes, also by those that come later, until it may be told again', async () => {
			const webhook = operators.createWebhook('op');
			const full = { title: 'full', lines: [] };
			await Promise.all(about(webhook).map((told) => told.tellOnce('disk', full, 2_000_000)));
			for (const told of about(webhook)) await told.tellOnce('disk', full, 2_000_000);
			await notices(webhook.url, ledgers[0]).tellOnce('budget', { title: 'spent', lines: [] });
			assert.deepEqual(texts(), ['### full', '### spent']);
			now = 2_000_000;
			await Promise.all(about(webhook).map((told) => told.tellOnce('disk', full)));
			assert.deepEqual(texts(), ['### full', '### spent', '### full']);
		});

		it('is told later where it could not be told, or where who was to tell it has died', async () => {
			const webhook = operators.createWebhook('op');
			discord.faults.on('POST /webhooks/:webhook/:token').answer(500);
			const [told] = about(webhook);
			await told?.tellOnce('disk', { title: 'full', lines: [] });
			assert.equal(await ledgers[1]?.takeNotice('budget'), true);
			now += 60_000;
			await told?.tellOnce('disk', { title: 'full', lines: [] });
			await told?.tellOnce('budget', { title: 'spent', lines: [] });
			assert.deepEqual(texts(), ['### full', '### spent']);
		});
	});
});

describe('What stays held', () => {
	let test: TestDelivery;
	let ada: Person;
	let operators: EmulatedChannel;

	beforeEach(async () => {
		test = await TestDelivery.open();
		operators = test.discord.server('Office').textChannel('operators');
		const first = test;
		test = await first.another({}, { operator: operators.createWebhook('op').url });
		await first.leave();
		ada = test.discord.person('ada');
	});

	afterEach(() => test.close());

	it('is told to the operator once, by id and reason, and again when it was tried in vain', async () => {
		const server = test.discord.server('Harbour');
		server.join(ada);
		const channel = server.textChannel('general');
		const asked = await test.ask(ada, channel, { private: true });
		ada.directMessagesOpen = false;
		test.advance(900_000);
		await test.finish(asked);
		const texts = () => [...operators.messages.values()].map(({ text }) => text);
		test.discord.faults.on('POST /webhooks/:webhook/:token').answer(500);
		await test.deliverUntil(() => texts().length === 1);
		for (let times = 0; times < 3; times++) await test.delivery.deliverDue();
		const { id } = await test.result(asked);
		assert.equal(texts().length, 1);
		assert.match(texts()[0] ?? '', new RegExp(`A result could not be delivered\n- ${id.replace('_', '\\\\_')} of`));
		assert.match(texts()[0] ?? '', /takes no direct messages/);
		assert.doesNotMatch(texts().join(), /town hall|budget|talk/i);
		await test.outbox.retry(id);
		await test.deliverUntil(() => texts().length === 2);
	});

	it('is told once by two bots that find it at the same time', async () => {
		const server = test.discord.server('Harbour');
		server.join(ada);
		const asked = await test.ask(ada, server.textChannel('general'), { private: true });
		ada.directMessagesOpen = false;
		test.advance(900_000);
		await test.finish(asked);
		const first = test;
		const other = await first.another();
		// Both have seen that it is held before one of them has told.
		const arrived = new Promise<void>((resolve) => {
			test.discord.faults.on('POST /webhooks/:webhook/:token').runBefore(async () => {
				await other.delivery.deliverDue();
				resolve();
			});
		});
		await first.deliver(asked);
		await arrived;
		await first.delivery.deliverDue();
		assert.equal(operators.messages.size, 1);
		await other.leave();
	});
});
