import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { BudgetWatch } from '#lib/delivery/BudgetWatch';
import type { OperatorNotice } from '#lib/delivery/OperatorNotices';
import { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import { PrivacyLedger } from '#lib/ledger/PrivacyLedger';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { createApp } from '#root/app';
import { DiscordEmulator } from '../../support/discord/index.js';
import { settingsFor } from '../../support/settings.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const usd = 1e9;
const budgets = { workflow: 100 * usd, month: 10 * usd, serverMonth: 5 * usd };

describe('BudgetWatch', () => {
	let now: number;
	let connection: LedgerConnection;
	let ledger: Ledger;
	let told: (readonly [string, OperatorNotice, number | undefined])[];

	beforeEach(async () => {
		now = Date.UTC(2026, 10, 27);
		told = [];
		const folder = temporaryFolder();
		connection = { ...(await connectSqlite(join(folder, 'ledger.db'))), now: () => now };
		ledger = new Ledger(connection, new ArtifactStore(join(folder, 'artifacts')));
	});

	afterEach(() => ledger.close());

	const notices = {
		tellOnce: (...telling: (typeof told)[number]) => {
			told.push(telling);
			return Promise.resolve();
		}
	};
	const look = (given: Partial<typeof budgets> = budgets) =>
		new BudgetWatch({ ledger, budgets: { workflow: 0, month: 10 * usd, ...given }, notices }).check();

	async function setAside(amount: number, serverId?: string): Promise<string> {
		const request = { stage: 's', model: 'm', priced: true, nanoUsd: amount * usd, budgets: { workflow: 1e15, month: 1e15 }, serverId };
		const answer = await ledger.reserveForAnswer(`ask_${Math.random()}`, request);
		return 'reservation' in answer ? answer.reservation : assert.fail('no room');
	}

	async function spend(amount: number, serverId?: string): Promise<void> {
		const reservation = await setAside(100, serverId);
		await ledger.settleSpend({ reservation, nanoUsd: amount * usd, inputTokens: 1, outputTokens: 1 });
	}

	it('says nothing below 80 %, and nothing where nothing was spent', async () => {
		await look({ month: 0 });
		await spend(3.99, 'harbour');
		await spend(4);
		await look();
		assert.deepEqual(told, []);
	});

	it('tells from 80 % of the month on, counting what is set aside, until the month is over', async () => {
		await spend(5);
		await setAside(3);
		await look({ month: 10 * usd });
		const [[name, { lines }, quietUntil] = assert.fail('nothing was told')] = told;
		assert.equal(told.length, 1);
		assert.equal(name, 'budget');
		assert.match(lines[0] ?? '', /^80 % of this month's budget \(BUDGET_USD_MONTH, 10\.00 USD\)/);
		assert.match(lines[1] ?? '', /until 1 December 2026 \(UTC\)/);
		assert.equal(quietUntil, Date.UTC(2026, 11, 1));
	});

	it('tells of each server by itself, and of the next month anew', async () => {
		await spend(4.5, 'harbour');
		await spend(1, 'office');
		await look();
		assert.deepEqual(
			told.map(([name, { lines }]) => [name, lines[0]]),
			[['budget/harbour', "90 % of this month's budget of server harbour (BUDGET_USD_SERVER_MONTH, 5.00 USD) is spent or set aside"]]
		);
		now = Date.UTC(2026, 11, 1);
		await look();
		assert.equal(told.length, 1);
	});

	it('looks rarely, however often it is asked', async () => {
		await spend(9);
		const watch = new BudgetWatch({ ledger, budgets, notices });
		for (let times = 0; times < 5; times++) await watch.check();
		assert.equal(told.length, 1);
	});

	it('leaves nothing behind about a server that is forgotten, or whose month is over', async () => {
		const deliveries = new DeliveryLedger(connection);
		for (const server of ['harbour', 'office']) assert.equal(await deliveries.takeNotice(`budget/${server}`), true);
		const privacy = new PrivacyLedger(connection);
		const told = () => connection.reader.selectFrom('state').select('key').where('key', 'like', 'notice/%').execute();
		await privacy.beginForgetting({ type: 'server', id: 'harbour' });
		assert.deepEqual(await told(), [{ key: 'notice/budget/office' }]);
		await deliveries.keepQuiet('budget/office', now + 10_000);
		await privacy.detachSpend();
		assert.equal((await told()).length, 1);
		now += 10_000;
		await privacy.detachSpend();
		assert.deepEqual(await told(), []);
	});

	it('has the ear of the operator as the bot is wired', async () => {
		const discord = await DiscordEmulator.start();
		const operators = discord.server('Harbour').textChannel('operators');
		const given = { DISCORD_API_URL: discord.apiUrl, OPERATOR_WEBHOOK_URL: operators.createWebhook('op').url, BUDGET_USD_MONTH: '1' };
		const app = await createApp(settingsFor(temporaryFolder(), given));
		const request = { stage: 's', model: 'm', priced: true, nanoUsd: 0.9 * usd, budgets };
		await app.ledger.reserveForAnswer('ask_1', request);
		await app.delivery.deliverDue();
		assert.match([...operators.messages.values()].map(({ text }) => text).join(), /90 % of this month's budget/);
		await app.close();
		await discord.stop();
	});
});
