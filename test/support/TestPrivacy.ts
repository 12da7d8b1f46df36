import { join } from 'node:path';
import { type NewRequest, putRequest } from '#lib/ledger/operations/putRequest';
import { PrivacyLedger } from '#lib/ledger/PrivacyLedger';
import { Privacy } from '#lib/privacy/Privacy';
import { defaultPrivacySettings, type PrivacyServices, type PrivacySettings } from '#lib/privacy/PrivacyServices';
import type { MessageFate, SentMessages } from '#lib/privacy/SentMessages';
import { sweepKeyv } from '#lib/results/SqlKeyvStore';
import type { Registry } from '#lib/stages/Registry';
import type { SentMessage } from '#lib/workflow/forgetting';
import { silentLogger } from './silentLogger.js';
import { type Ended, TestEngine, type TestEngineOptions, testRequest } from './TestEngine.js';
import { type TestStage, testRegistry } from './testRegistry.js';

const aDay = 86_400_000;

export interface TestPrivacyOptions extends TestEngineOptions {
	readonly privacy?: Partial<PrivacySettings>;
	/** Default: `visible` and what goes with it. */
	readonly sentMessages?: SentMessages;
}

/** Privacy over an engine's real parts. Discord, which is outside, is a list of messages; time is the test's. */
export class TestPrivacy {
	/** Messages that are still to be seen, by their ids. */
	public readonly visible = new Set<string>();
	/** Messages of which nobody lets us delete. */
	public readonly outOfReach = new Set<string>();
	/** Discord does not answer. */
	public unreachable = false;
	/** How often a message was to be deleted. */
	public tries = 0;
	/** How far ahead of the clock on the wall the ledger's is, in milliseconds. */
	public ahead = 0;
	public readonly privacy: Privacy;
	public readonly privacyLedger: PrivacyLedger;

	private constructor(
		public readonly test: TestEngine,
		registry: Registry,
		{ privacy: settings = {}, observeWrites, sentMessages }: TestPrivacyOptions
	) {
		const connection = { ...test.connection, now: () => Date.now() + this.ahead };
		this.privacyLedger = new PrivacyLedger(connection, observeWrites);
		const services: PrivacyServices = {
			ledger: test.ledger,
			privacyLedger: this.privacyLedger,
			instances: test.instances,
			registry,
			artifacts: test.artifacts,
			results: test.results,
			reportsFolder: join(test.folder, 'reports'),
			sweep: () => sweepKeyv(connection),
			sentMessages: sentMessages ?? { delete: async (message) => this.#delete(message) },
			logger: silentLogger,
			settings: { ...defaultPrivacySettings, resultTtlMs: 30 * aDay, keepMedia: false, pollMs: 5, batch: 2, ...settings }
		};
		this.privacy = new Privacy(services, 'where text goes');
	}

	public static async open(stages: Readonly<Record<string, TestStage>>, options: TestPrivacyOptions = {}): Promise<TestPrivacy> {
		const registry = await testRegistry(stages);
		return new TestPrivacy(await TestEngine.open(stages, { registry, ...options }), registry, options);
	}

	/** Runs a workflow to its end, as somebody's. Its first answer stands in Discord then, and its result has been put into the outbox. */
	public async ranFor(request: Partial<NewRequest>, source = 'https://example.com/talk'): Promise<Ended> {
		const { id } = await this.test.engine.accept({ ...testRequest, source: { type: 'url', url: source } });
		await this.ask(id, request);
		return this.test.take(id);
	}

	/** Makes a workflow somebody's. */
	public async ask(workflowId: string, request: Partial<NewRequest>): Promise<void> {
		const { connection, ledger } = this.test;
		const given = { workflowId, private: false, context: 'server', interactionId: `i-${workflowId}`, ...request } as const;
		await connection.writer.transaction().execute((tx) => putRequest(tx, given, connection.now()));
		await ledger.acknowledge(workflowId, { channelId: 'c', messageId: `first-${workflowId}` });
		this.visible.add(`first-${workflowId}`);
	}

	/** As if the result of a workflow had been sent. */
	public async deliver(workflowId: string, row: object = {}): Promise<void> {
		const delivered = { status: 'delivered' as const, route: 'channel', channelId: 'c', messageId: `result-${workflowId}` };
		await this.test.connection.writer
			.updateTable('outbox')
			.set({ ...delivered, deliveredAt: Date.now(), ...row })
			.where('workflowId', '=', workflowId)
			.execute();
		this.visible.add(`result-${workflowId}`);
	}

	/** How many rows there are, by table. */
	public async rows(): Promise<Readonly<Record<string, number>>> {
		const tables = [
			'workflows',
			'stages',
			'steps',
			'artifacts',
			'outbox',
			'requests',
			'votes',
			'people',
			'servers',
			'state',
			'documents',
			'cacheUses',
			'keyv'
		] as const;
		const counted = tables.map(async (table) => [
			table,
			(await this.test.connection.reader.selectFrom(table).selectAll().execute()).length
		]);
		return Object.fromEntries((await Promise.all(counted)).filter(([, count]) => count !== 0));
	}

	#delete({ messageId = '' }: SentMessage): MessageFate {
		this.tries++;
		if (this.unreachable) throw new Error('Discord does not answer');
		if (this.outOfReach.has(messageId)) return 'out-of-reach';
		return this.visible.delete(messageId) ? 'deleted' : 'gone';
	}
}
