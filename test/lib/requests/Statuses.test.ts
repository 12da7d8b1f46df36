import assert from 'node:assert/strict';
import { RequestLedger } from '#lib/ledger/RequestLedger';
import { Statuses } from '#lib/requests/Statuses';
import type { Person } from '../../support/discord/index.js';
import { everyComponent } from '../../support/discord/model/everyComponent.js';
import { type Asked, TestDelivery, testReport } from '../../support/TestDelivery.js';
import { testRegistry } from '../../support/testRegistry.js';

describe('Statuses', () => {
	let test: TestDelivery;
	let ada: Person;
	let asked: Asked;
	let statuses: Statuses;

	beforeEach(async () => {
		test = await TestDelivery.open();
		const server = test.discord.server('Harbour');
		ada = test.discord.person('ada');
		server.join(ada);
		asked = await test.ask(ada, server.textChannel('general'));
		statuses = new Statuses({
			ledger: test.ledger,
			requests: new RequestLedger(test.connection),
			deliveries: test.outbox,
			results: { get: () => Promise.resolve(testReport) },
			registry: await testRegistry({})
		});
	});

	afterEach(() => test.close());

	async function answer(view: 'full' | 'limited'): ReturnType<Statuses['one']> {
		const [workflow, request] = [await test.ledger.find(asked.workflowId), await test.ledger.request(asked.workflowId)];
		assert.ok(workflow && request);
		return statuses.one({ userId: ada.id }, { workflow, request, view, mayChange: true });
	}

	async function one(view: 'full' | 'limited'): Promise<string> {
		const given = await answer(view);
		return textOf('body' in given ? given.body : given);
	}

	const own = async () => textOf(await statuses.own({ userId: ada.id }));

	it('say what a workflow has cost: in the list, of a result, and to whom may know nothing else', async () => {
		await test.spend(asked, 31_000_000);
		assert.match(await own(), /: running · <t:\d+:R> · 0\.03 USD\n/);
		assert.match(await one('limited'), /: running · <t:\d+:R> · 0\.03 USD\n/);
		await test.finish(asked);
		assert.match(await one('full'), / · 0\.03 USD · /);
	});

	it('say nothing of costs where there were none', async () => {
		await test.finish(asked);
		for (const text of [await own(), await one('full'), await one('limited')]) assert.doesNotMatch(text, /USD|cost/);
	});

	it('count a result as fetched when the reply has arrived, not before', async () => {
		await test.finish(asked);
		const given = await answer('full');
		const statusOf = async () => (await test.outbox.list({ workflowId: asked.workflowId })).map(({ status }) => status);
		assert.deepEqual(await statusOf(), ['pending']);
		assert.ok('body' in given);
		await given.arrived();
		assert.deepEqual(await statusOf(), ['delivered']);
	});
});

function textOf({ components }: Awaited<ReturnType<Statuses['own']>>): string {
	return everyComponent(components)
		.map((component) => ('content' in component ? component.content : ''))
		.join('\n');
}
