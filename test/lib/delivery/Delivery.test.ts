import assert from 'node:assert/strict';
import type { EmulatedChannel, EmulatedServer, Person } from '../../support/discord/index.js';
import { TestDelivery, type TestDeliveryOptions } from '../../support/TestDelivery.js';

describe('Delivery', () => {
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

	it('of a short run takes the place of the progress', async () => {
		await open();
		const asked = await test.ask(ada, channel);
		await test.finish(asked);
		await test.deliver(asked);
		const seen = ada.sees(channel);
		assert.equal(seen.length, 1);
		assert.match(seen[0]?.text ?? '', /The town hall[\s\S]*The budget doubles\.[\s\S]*We doubled the budget\. \(12:04\)/);
		assert.equal(ada.notifications.length, 0);
		await test.delivery.refreshSurfaces();
		assert.equal((await test.outbox.openSurfaces()).length, 0);
	});

	it('of a longer run is a new message that mentions the requester, and leaves a link where the progress was', async () => {
		await open();
		const asked = await test.ask(ada, channel);
		test.advance(61_000);
		await test.finish(asked);
		await test.deliver(asked);
		await test.delivery.refreshSurfaces();
		const [first, second, ...others] = ada.sees(channel);
		assert.ok(first && second);
		assert.deepEqual(others, []);
		assert.match(second.text, new RegExp(`^${ada.mention}, here is what came out\\.`));
		assert.deepEqual(ada.notifications, [second]);
		assert.match(first.text, new RegExp(`^Done: \\[.+\\]\\(https://discord\\.com/channels/${server.id}/${channel.id}/${second.id}\\)`));
		assert.equal((await test.outbox.openSurfaces()).length, 0);
	});
});
