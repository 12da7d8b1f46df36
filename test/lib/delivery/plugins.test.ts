/** Ways to deliver, and what must hold before, from plugins that are no part of this repository. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeliveryPieces } from '#lib/delivery/DeliveryPieces';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import type { Plugin } from '#lib/stages/Plugin';
import { prepareModules } from '#lib/stages/prepareModules';
import { TestDelivery } from '../../support/TestDelivery.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { writeFiles } from '../../support/writeFiles.js';

const own = fileURLToPath(new URL('../../../src', import.meta.url));

function pluginOf(files: Readonly<Record<string, string>>): Plugin {
	const root = temporaryFolder();
	writeFiles(root, files);
	return { name: 'outside', version: '1.0.0', root, builtin: false };
}

const noteRoute = `
	import { writeFileSync } from 'node:fs';
	import { fileURLToPath } from 'node:url';
	import { type DeliveryAttempt, DeliveryRoute } from 'autointel';

	declare module 'autointel' { interface DeliveryPreconditions { 'open-door': never } }

	export class NoteRoute extends DeliveryRoute {
		public constructor(context: DeliveryRoute.LoaderContext) {
			super(context, { position: 5, audience: 'requester', preconditions: ['open-door'], repeatable: true });
		}
		public override accepts(attempt: DeliveryAttempt): boolean {
			return attempt.delivery.kind === 'message' || attempt.request.private;
		}
		public override async send(attempt: DeliveryAttempt): Promise<DeliveryRoute.Result> {
			const { components } = await attempt.message();
			writeFileSync(fileURLToPath(new URL('../note.json', import.meta.url)), JSON.stringify(components));
			return this.delivered();
		}
	}`;

const openDoor = `
	import { existsSync } from 'node:fs';
	import { fileURLToPath } from 'node:url';
	import { DeliveryPrecondition } from 'autointel';

	export class OpenDoor extends DeliveryPrecondition {
		public override check(): DeliveryPrecondition.Result {
			const closed = existsSync(fileURLToPath(new URL('../closed', import.meta.url)));
			return closed ? this.gone('closed', 'the door is closed') : this.ok();
		}
	}`;

describe('A plugin from outside', () => {
	let test: TestDelivery | undefined;
	afterEach(async () => {
		await test?.close();
		test = undefined;
	});

	it('brings a route with a precondition of its own, which is asked before; a denial is an event', async () => {
		const plugin = pluginOf({ 'delivery-routes/note.ts': noteRoute, 'delivery-preconditions/open-door.ts': openDoor });
		test = await TestDelivery.open({ plugins: [plugin] });
		const server = test.discord.server('Harbour');
		const channel = server.textChannel('general');
		const ada = test.discord.person('ada');
		server.join(ada);

		const first = await test.ask(ada, channel, { private: true });
		await test.finish(first);
		await test.deliver(first);
		assert.equal((await test.result(first)).route, 'note');
		assert.match(readFileSync(join(plugin.root, 'note.json'), 'utf8'), /The budget doubles/);

		writeFiles(plugin.root, { closed: '' });
		const second = await test.ask(ada, channel, { private: true });
		await test.finish(second);
		await test.deliver(second);
		assert.equal((await test.result(second)).route, 'interaction');
		assert.deepEqual(
			test.events.filter(([name, event]) => name === 'denied' && 'route' in event && event.route === 'note').map(([, event]) => event),
			[
				{
					deliveryId: (await test.result(second)).id,
					workflowId: second.workflowId,
					route: 'note',
					precondition: 'open-door',
					reason: { code: 'closed', message: 'the door is closed' }
				}
			]
		);
	});

	it('brings a route for what a stage addresses to it', async () => {
		const plugin = pluginOf({ 'delivery-routes/note.ts': noteRoute, 'delivery-preconditions/open-door.ts': openDoor });
		test = await TestDelivery.open({ plugins: [plugin] });
		const server = test.discord.server('Harbour');
		const ada = test.discord.person('ada');
		server.join(ada);
		const asked = await test.ask(ada, server.textChannel('general'));
		await test.succeed(asked, 'one', {}, [{ target: { note: true }, title: 'Half of it', text: 'More comes.' }]);
		await test.deliverUntil(() => existsSync(join(plugin.root, 'note.json')));
		assert.match(readFileSync(join(plugin.root, 'note.json'), 'utf8'), /More comes/);
	});

	it('brings a precondition for every route', async () => {
		const plugin = pluginOf({
			'delivery-preconditions/never.ts': `
				import { type DeliveryAttempt, DeliveryPrecondition, type DeliveryRoute } from 'autointel';
				export class Never extends DeliveryPrecondition {
					public constructor(context: DeliveryPrecondition.LoaderContext) { super(context, { position: 1 }); }
					public override check(_attempt: DeliveryAttempt, route: DeliveryRoute): DeliveryPrecondition.Result {
						return this.gone('never', 'nothing goes through ' + route.name);
					}
				}`
		});
		test = await TestDelivery.open({ plugins: [plugin] });
		const server = test.discord.server('Harbour');
		const ada = test.discord.person('ada');
		server.join(ada);
		const asked = await test.ask(ada, server.textChannel('general'));
		await test.finish(asked);
		await test.deliver(asked);
		const { status, reason } = await test.result(asked);
		assert.equal(status, 'held');
		assert.match(
			reason?.message ?? '',
			/^interaction: nothing goes through interaction; result-channel: nothing goes through result-channel; channel:/
		);
	});

	const faults: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly says: RegExp }>> = {
		'whose route asks for a precondition that nobody brings': {
			files: { 'delivery-routes/note.ts': noteRoute },
			says: /delivery-routes\/note\.ts: the delivery route "note" asks for a precondition "open-door" that no plugin brings/
		},
		'whose route has no position': {
			files: {
				'delivery-routes/lost.ts': `
					import { DeliveryRoute } from 'autointel';
					export class Lost extends DeliveryRoute { public async send() { return this.delivered(); } }`
			},
			says: /delivery-routes\/lost\.ts/
		},
		'whose route has the name of another': {
			files: {
				'delivery-routes/channel.ts': `
					import { DeliveryRoute } from 'autointel';
					export class Mine extends DeliveryRoute {
						public constructor(context) { super(context, { position: 1, audience: 'members' }); }
						public async send() { return this.delivered(); }
					}`
			},
			says: /Two delivery-routes are named "channel": .*src\/delivery-routes\/channel\.ts and .*delivery-routes\/channel\.ts/
		},
		'whose precondition is none': {
			files: { 'delivery-preconditions/broken.ts': 'throw new Error("half written");' },
			says: /delivery-preconditions\/broken\.ts could not be loaded: half written/
		}
	};

	for (const [what, { files, says }] of Object.entries(faults)) {
		it(`${what} is refused in one line that names the file`, async () => {
			const plugin = pluginOf(files);
			await prepareModules([plugin]);
			await assert.rejects(DeliveryPieces.load(own, [plugin]), (error) => {
				assert.ok(error instanceof ConfigurationError);
				assert.match(error.message, says);
				assert.ok(!error.message.includes('\n'));
				return true;
			});
		});
	}
});
