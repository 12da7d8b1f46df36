import { isOf } from '#lib/delivery/findOwnMessage';
import type { LedgerTables, OutboxRow } from '#lib/ledger/schema';
import { isFinal, type WorkflowStatus } from '#lib/workflow/status';
import type { EmulatedChannel, EmulatedInteraction, Person } from '../discord/index.js';
import type { EmulatedMessage } from '../discord/model/EmulatedMessage.js';
import type { Ask, BotWorld } from './BotWorld.js';

/** One workflow with a channel and a person of its own: nothing but the bot connects it with the others. */
export interface Scene {
	readonly name: string;
	readonly person: Person;
	readonly channel: EmulatedChannel;
	/** `/autointel run`. */
	readonly asked: EmulatedInteraction;
}

/** What became of a scene. */
export interface SceneEnd {
	readonly workflows: readonly { readonly id: string; readonly status: WorkflowStatus }[];
	readonly deliveries: readonly SceneDelivery[];
}

export interface SceneDelivery extends Pick<OutboxRow, 'kind' | 'status' | 'route'> {
	/** The messages that show it, oldest first. */
	readonly messages: readonly EmulatedMessage[];
}

interface SceneAsk extends Pick<Ask, 'wishes' | 'private'> {
	readonly file?: boolean;
	/** Is done before the bot can hear of it. */
	readonly prepare?: (scene: Pick<Scene, 'name' | 'person'>) => void;
}

/** Workflows that are asked for in one world at the same time. */
export class Scenes {
	readonly #world: BotWorld;
	readonly #scenes = new Map<string, Scene>();

	public constructor(world: BotWorld) {
		this.#world = world;
	}

	/** Somebody asks for an analysis: of an address, or of a file. */
	public ask(name: string, { file = false, prepare, ...ask }: SceneAsk = {}): Scene {
		const channel = this.#world.server.textChannel(name);
		const person = this.#world.member(name);
		prepare?.({ name, person });
		const upload = { name, data: Buffer.from(name), contentType: 'text/plain' };
		const asked = file
			? person.uses(channel, 'autointel run', { file: upload })
			: this.#world.run(name, { by: person, in: channel, ...ask });
		const scene = { name, person, channel, asked };
		this.#scenes.set(name, scene);
		return scene;
	}

	public get(name: string): Scene {
		const scene = this.#scenes.get(name);
		if (!scene) throw new Error(`there is no scene ${name}`);
		return scene;
	}

	public get names(): readonly string[] {
		return [...this.#scenes.keys()];
	}

	/** Lets go on whatever waits. */
	public goOn(): void {
		for (const name of this.#scenes.keys()) this.#world.go(name);
	}

	/** Until the workflows of these scenes are there and over. */
	public async over(names: readonly string[]): Promise<void> {
		await this.#world.until(
			async () => {
				const workflows = await this.#workflows(names);
				return workflows.length >= names.length && workflows.every(({ status }) => isFinal(status));
			},
			`${names.join(', ')} are over`
		);
	}

	/** Changes what the ledger says of their requests: time has passed, or the server wants its results elsewhere. */
	public async alter(
		names: readonly string[],
		values: Partial<Pick<LedgerTables['requests'], 'acknowledgedAt' | 'tokenExpiresAt' | 'resultChannelId'>>
	) {
		const persons = names.map((name) => this.get(name).person.id);
		await this.#world.ledger((db) =>
			db.transaction().execute((tx) => tx.updateTable('requests').set(values).where('userId', 'in', persons).execute())
		);
	}

	/** Its result is not to be sent before. */
	public async postpone(name: string, notBefore: number): Promise<void> {
		const workflowId = await this.workflowId(name);
		await this.#world.ledger((db) =>
			db.transaction().execute((tx) => tx.updateTable('outbox').set({ notBefore }).where('workflowId', '=', workflowId).execute())
		);
	}

	public async workflowId(name: string): Promise<string> {
		const [workflow] = await this.#workflows([name]);
		if (!workflow) throw new Error(`${name} was not accepted`);
		return workflow.id;
	}

	public async end(name: string): Promise<SceneEnd> {
		const workflows = await this.#workflows([name]);
		const ids = workflows.map(({ id }) => id);
		const rows = await this.#world.ledger((db) =>
			db
				.selectFrom('outbox')
				.selectAll()
				.where('workflowId', 'in', [...ids, ''])
				.orderBy('createdAt')
				.execute()
		);
		const messages = this.#world.messages();
		return {
			workflows,
			deliveries: rows.map(({ id, kind, status, route }) => ({
				kind,
				status,
				route,
				messages: messages.filter(({ now }) => isOf(now, id))
			}))
		};
	}

	#workflows(names: readonly string[]): Promise<SceneEnd['workflows']> {
		const persons = names.map((name) => this.get(name).person.id);
		return this.#world.ledger((db) =>
			db
				.selectFrom('workflows')
				.innerJoin('requests', 'requests.workflowId', 'workflows.id')
				.where('requests.userId', 'in', persons)
				.select(['workflows.id', 'workflows.status'])
				.execute()
		);
	}
}
