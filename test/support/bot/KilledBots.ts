import type { DeliverySettings } from '#lib/delivery/DeliverySettings';
import type { LoggedRequest } from '../discord/rest/RequestLog.js';
import { BotWorld } from './BotWorld.js';
import type { Hold } from './holdWrites.js';
import { Killer } from './Killer.js';
import { type Scene, Scenes } from './Scenes.js';
import { addressOf, both, requests, routes, scenesOf, sendsResultOf, writeOf, writesOfRun } from './scenesOf.js';

/**
 * The bots of one world. All but the last are killed, each at many places at once: what comes to its place goes no further, and when everything
 * is there the bot dies. It takes several because some places hold up everything behind them.
 */
export class KilledBots {
	public readonly killer: Killer;
	public readonly scenes: Scenes;
	public readonly world: BotWorld;
	readonly #environment: Readonly<Record<string, string>>;
	/** A result takes the place of the progress unless the ledger says that it took long. */
	#delivery: Partial<DeliverySettings> = { concurrency: 200, shortRunMs: 600_000 };

	private constructor(world: BotWorld) {
		this.world = world;
		this.killer = new Killer(world);
		this.scenes = new Scenes(world);
		// The bot cannot look there whether something has arrived.
		const closed = world.server.textChannel('closed').deny(world.discord.bot, ['ViewChannel']);
		this.#environment = {
			...{ WORKFLOW_CONCURRENCY: '500', ALLOW_PRIVATE_ADDRESSES: '1' },
			// What has to wait waits for what never ends: here nobody waits.
			AUTOINTEL_TEST_REQUESTS_PER_SECOND: '10000',
			RESULT_WEBHOOK_URL: closed.createWebhook('results').url
		};
	}

	/** All that there is to be killed at. The next bot comes at once. */
	public static playAll(): Promise<KilledBots> {
		return KilledBots.#open((bots) => bots.#playAll());
	}

	/** Sending and what follows from it. When the third bot comes, Discord knows no nonce any more. */
	public static playForgotten(): Promise<KilledBots> {
		return KilledBots.#open((bots) => bots.#playForgotten());
	}

	static async #open(play: (bots: KilledBots) => Promise<void>): Promise<KilledBots> {
		const bots = new KilledBots(await BotWorld.open({ discord: { rateLimits: 'loose' } }));
		await play(bots).catch(async (error: unknown) => {
			await bots.world.close();
			throw error;
		});
		return bots;
	}

	async #playAll(): Promise<void> {
		await this.#start();
		await this.#askInTime();
		await this.#holdLoops();
		await this.#askToRun();
		await this.#askToDeliver();
		await this.#askAtLast();
		await this.killer.kill();

		this.#holdWrite(this.scenes.get('claim-after'));
		this.#holdSurfaces();
		this.#holdDeliveries();
		this.#launch();
		await this.killer.kill();

		this.killer.hold({ write: 'abandonDeliveries', moment: 'before' });
		await this.#start();
		this.scenes.goOn();
		const accepted = this.scenes.names.filter((name) => name !== 'acceptRequest-before');
		this.#askAndStrikeConversation('conversation-before');
		await this.scenes.over(accepted);
		await this.killer.kill();

		this.killer.hold({ write: 'abandonDeliveries', moment: 'after' });
		await this.#start();
		this.#askAndStrikeConversation('conversation-after');
		await this.killer.kill();

		await this.#holdFindings();
		this.#launch();
		await this.killer.kill();

		this.killer.hold({ write: 'noticeDeliveries', moment: 'after' });
		await this.#start();
		await this.killer.atPlace();
		await this.#leave();
		await this.killer.kill();

		await this.#live();
	}

	async #playForgotten(): Promise<void> {
		await this.#start();
		await this.#holdLoops();
		await this.#askToDeliver();
		await this.killer.kill();

		this.#holdDeliveries();
		this.#launch();
		await this.killer.kill();

		this.world.discord.options.nonceWindowMs = 0;
		this.#delivery = { ...this.#delivery, nonceWindowMs: 0 };
		await this.#holdFindings();
		this.#launch();
		await this.killer.kill();

		await this.#live();
	}

	#start(): Promise<unknown> {
		return this.world.start({ environment: this.#environment, delivery: this.#delivery });
	}

	/** It delivers and goes on with what was accepted before it is logged in. */
	#launch(): void {
		this.world.launch({ environment: this.#environment, delivery: this.#delivery });
	}

	async #live(): Promise<void> {
		this.#launch();
		this.scenes.goOn();
		await this.world.settled();
	}

	/** What is to be tried again later fails now. */
	async #askInTime(): Promise<void> {
		for (const name of scenesOf.retry) this.scenes.ask(name, { wishes: ['broken'] });
		await this.scenes.over(scenesOf.retry);
		await this.world.settled();
	}

	/** From here on the first bot delivers nothing and shows no progress: that is for the next ones. */
	async #holdLoops(): Promise<void> {
		this.killer.hold({ write: 'noticeDeliveries', moment: 'before' });
		await this.#askInVain(['noticeDeliveries-before']);
		this.#askAndHold('takeSurface-before', { wishes: ['wait'] });
		await this.killer.atPlace();
	}

	async #askToRun(): Promise<void> {
		for (const name of scenesOf.run) {
			this.#askAndHold(name, { wishes: writesOfRun[writeOf(name)] ?? [], file: name.startsWith('storeSource') });
		}
		for (const name of scenesOf.refused) {
			const scene = this.#askAndHold(name);
			const refusal = this.world.discord.faults.on(requests.firstAnswer).always();
			refusal.when((request) => request.usedTokenOf(scene.asked)).answer(404, { message: 'Unknown interaction', code: 10062 });
		}
		for (const name of scenesOf.retry) {
			this.world.mend(name);
			await this.#order('retry', name);
		}
		for (const name of scenesOf.cancel) this.scenes.ask(name, { wishes: ['wait'] });
		for (const name of scenesOf.cancel) {
			await this.world.untilRan(name);
			await this.#order('cancel', name);
		}
		for (const name of scenesOf.surface.slice(1)) this.scenes.ask(name, { wishes: ['wait'], private: name.startsWith('typing') });
		for (const name of scenesOf.surface.slice(1)) await this.world.untilRan(name);
		// The interaction's token ends so soon that the bot uses its own.
		await this.scenes.alter(both('by-bot'), { tokenExpiresAt: Date.now() + 100_000 });
	}

	async #askToDeliver(): Promise<void> {
		const names = [...scenesOf.delivery, ...scenesOf.directMessages, ...scenesOf.deadToken, ...scenesOf.blind];
		for (const name of names) this.scenes.ask(name);
		await this.#askInVain(scenesOf.held.slice(1));
		await this.scenes.over([...names, ...scenesOf.held]);
		await this.#letTimePass(names);
		await this.scenes.postpone('webhook-send-after', Date.now() + 3_600_000);
	}

	/** Interactions do not wait long for an answer: the bot dies soon. */
	async #askAtLast(): Promise<void> {
		for (const name of scenesOf.claim) {
			if (name === 'claim-before') this.#askAndHold(name);
			else this.scenes.ask(name);
		}
		await this.killer.atPlace();
		for (const name of scenesOf.answer) {
			const { asked } = this.scenes.ask(name);
			this.#strike(name, name.startsWith('first-answer') ? requests.firstAnswer : requests.followUp, (request) =>
				request.usedTokenOf(asked)
			);
		}
	}

	/** It took long, and meanwhile things have happened that decide where results can go. */
	async #letTimePass(toDeliver: readonly string[]): Promise<void> {
		const hoursAgo = Date.now() - 4 * 3_600_000;
		await this.scenes.alter(
			toDeliver.filter((name) => !name.startsWith('interaction-')),
			{ acknowledgedAt: hoursAgo }
		);
		for (const name of scenesOf.delivery)
			await routes[name.replace(/-\w+-\w+$/, '')]?.prepare?.(this.scenes.get(name), this.world, this.scenes);
		for (const name of scenesOf.directMessages) this.scenes.get(name).channel.remove();
		for (const name of scenesOf.deadToken) {
			const { channel, asked } = this.scenes.get(name);
			channel.deny(this.world.discord.bot, ['SendMessages']);
			asked.expireToken();
		}
		for (const name of scenesOf.blind) this.scenes.get(name).channel.deny(this.world.discord.bot, ['ReadMessageHistory']);
	}

	/** All results that are there are delivered at the same time. */
	#holdDeliveries(): void {
		for (const name of scenesOf.delivery) {
			const [, route = '', what] = /^(.+)-(\w+)-\w+$/.exec(name) ?? [];
			if (what !== 'send') this.#holdWrite(this.scenes.get(name));
			else if (name !== 'webhook-send-after') this.#strike(name, routes[route]?.send ?? '', sendsResultOf(name));
		}
		for (const name of scenesOf.blind) this.#strike(name, requests.toChannel, sendsResultOf(name));
		for (const name of [...scenesOf.directMessages, ...scenesOf.deadToken, ...both('resolveDelivery')]) {
			this.#holdWrite(this.scenes.get(name));
		}
	}

	/** All progress is shown at the same time. */
	#holdSurfaces(): void {
		for (const name of ['takeSurface-after', ...both('leaveSurface')]) this.#holdWrite(this.scenes.get(name));
		for (const name of both('progress')) {
			const { asked } = this.scenes.get(name);
			this.#strike(name, requests.inPlace, (request) => request.usedTokenOf(asked));
		}
		for (const name of both('by-bot')) {
			const { channel } = this.scenes.get(name);
			this.#strike(name, requests.byBot, ({ parameters }) => parameters['channel'] === channel.id);
		}
		for (const name of both('typing')) {
			const { person } = this.scenes.get(name);
			const { channels } = this.world.discord.world;
			this.#strike(name, requests.typing, ({ parameters }) => channels.get(parameters['channel'] ?? '')?.recipient === person);
		}
	}

	/** Somebody asks in private: that their result can be sent to them is found out while progress is shown. */
	#askAndStrikeConversation(name: string): void {
		const { person } = this.scenes.ask(name, { wishes: ['wait'], private: true });
		this.#strike(name, requests.openConversation, ({ body }) => JSON.stringify(body).includes(person.id));
	}

	/** What became of what was sent by the second bot is found out. */
	async #holdFindings(): Promise<void> {
		for (const route of Object.keys(routes)) {
			// Sending it again is always right by the first, and nothing can be found behind the second.
			if (route === 'interaction' || route === 'webhook') continue;
			const found = { write: 'resolveDelivery', moment: 'before', of: addressOf(`${route}-send-after`) } as const;
			const absent = { write: 'resolveDelivery', moment: 'after', of: addressOf(`${route}-startDelivery-after`) } as const;
			this.killer.hold(found, absent);
		}
		await this.scenes.postpone('webhook-send-after', 0);
		this.#strike('webhook-send-after', requests.followUp, sendsResultOf('webhook-send-after'));
	}

	/** People come for their results, which nobody is sent at the moment; then the bot is told to stop. */
	async #leave(): Promise<void> {
		for (const name of scenesOf.fetched) this.scenes.ask(name);
		await this.scenes.over(scenesOf.fetched);
		for (const name of scenesOf.fetched) await this.#order('status', name);
		await this.killer.atPlace();
		for (const name of scenesOf.released) this.#askAndHold(name, { wishes: ['wait'] });
		for (const name of scenesOf.released) await this.world.untilRan(name);
		void this.world.bot.stop();
	}

	/** Asks for results that nobody can be sent. */
	async #askInVain(names: readonly string[]): Promise<void> {
		for (const name of names) this.scenes.ask(name, { wishes: ['wait'], private: true });
		for (const name of names) {
			await this.world.untilRan(name);
			const { person, asked } = this.scenes.get(name);
			person.directMessagesOpen = false;
			asked.expireToken();
			this.world.go(name);
		}
	}

	async #order(word: 'retry' | 'cancel' | 'status', name: string): Promise<void> {
		const scene = this.scenes.get(name);
		this.#holdWrite(scene);
		scene.person.uses(scene.channel, `autointel ${word}`, { workflow_id: await this.scenes.workflowId(name) });
	}

	/** The hold is there before the bot can get to it. */
	#askAndHold(name: string, ask: Parameters<Scenes['ask']>[1] = {}): Scene {
		return this.scenes.ask(name, { ...ask, prepare: (scene) => this.#holdWrite(scene) });
	}

	#holdWrite({ name, person }: Pick<Scene, 'name' | 'person'>): void {
		const [, write = '', moment] = /(\w+)-(before|after)$/.exec(name) ?? [];
		const of = write === 'noteFirstUse' ? person.id : write === 'storeSource' ? name : addressOf(name);
		this.killer.hold({ write, moment: moment as Hold['moment'], of });
	}

	#strike(name: string, route: string, when: (request: LoggedRequest) => boolean): void {
		this.killer.strike({ what: name, route, moment: name.endsWith('before') ? 'before' : 'after', when });
	}
}
