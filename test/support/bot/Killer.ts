import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { LoggedRequest } from '../discord/rest/RequestLog.js';
import type { BotWorld } from './BotWorld.js';
import type { Hold } from './holdWrites.js';

/** A request to Discord at which the bot is killed: before it takes effect, or after it did and before it is answered. */
export interface Send {
	/** As in the emulator's log. */
	readonly route: string;
	readonly moment: 'before' | 'after';
	/** For people. */
	readonly what: string;
	/** Which of them: there must be one. */
	readonly when: (request: LoggedRequest) => boolean;
}

/**
 * Kills the bot of a world with SIGKILL where a test says. Several things at once may be at their place: each goes no further until the last
 * one is there, and then the bot dies.
 */
export class Killer {
	/** Where bots were killed. */
	public readonly writes: Hold[] = [];
	public readonly sends: Send[] = [];
	readonly #world: BotWorld;
	#holds: Hold[] = [];
	#sends: { readonly send: Send; readonly hits: () => number }[] = [];
	#death = new AbortController();
	#died: Promise<unknown> = once(this.#death.signal, 'abort');

	public constructor(world: BotWorld) {
		this.#world = world;
	}

	/** Writes of the bot that do not come back any more. */
	public hold(...holds: readonly Hold[]): void {
		this.#holds.push(...holds);
		this.#world.hold(this.#holds);
	}

	/** Requests of the bot that are not answered any more. */
	public strike(...sends: readonly Send[]): void {
		const died = this.#died;
		for (const send of sends) {
			const fault = this.#world.discord.faults.on(send.route).when(send.when);
			const struck = send.moment === 'before' ? fault.runBefore(() => died.then(() => 'close')) : fault.runAfter(() => died);
			this.#sends.push({ send, hits: () => struck.hits });
		}
	}

	/** Until all that was asked for so far is where it is to be killed. */
	public async atPlace(): Promise<void> {
		await this.#world
			.until(() => this.#missing().length === 0 || !this.#world.bot.running, 'everything is where the bot is to be killed')
			.catch((error: unknown) => {
				throw new Error(`missing: ${this.#missing().join(', ')}\n${error instanceof Error ? error.message : error}`);
			});
	}

	/** Waits until everything is at its place, and kills the bot there. */
	public async kill(): Promise<void> {
		const { bot } = this.#world;
		await this.atPlace();
		assert.ok(bot.running, bot.output);
		for (const { send } of this.#sends) this.#assertStillThere(send);
		await bot.kill();
		this.writes.push(...this.#holds);
		this.sends.push(...this.#sends.map(({ send }) => send));
		this.#death.abort();
		this.#death = new AbortController();
		this.#died = once(this.#death.signal, 'abort');
		this.#holds = [];
		this.#sends = [];
		this.#world.hold([]);
	}

	/** A bot that has waited for too long for an answer is somewhere else. */
	#assertStillThere(send: Send): void {
		const requests = this.#world.discord.requests.of(send.route, send.when);
		assert.deepEqual(
			requests.map(({ cut }) => cut),
			[false],
			`${nameOf(send)}: ${requests.join(', ')}`
		);
	}

	#missing(): readonly string[] {
		const { held } = this.#world;
		const isHeld = ({ write, moment, of }: Hold) => held.some((each) => each.write === write && each.moment === moment && each.of === of);
		return [
			...this.#holds.filter((hold) => !isHeld(hold)).map(({ write, moment, of }) => `${moment} ${write} of ${of}`),
			...this.#sends.filter(({ hits }) => hits() === 0).map(({ send }) => nameOf(send))
		];
	}
}

function nameOf({ what, moment, route }: Send): string {
	return `${moment} ${what} (${route})`;
}
