import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InteractionResponseType, Routes } from 'discord-api-types/v10';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Delivery } from '#lib/delivery/Delivery';
import type { DeliveryEvents } from '#lib/delivery/DeliveryEvents';
import { DeliveryPieces } from '#lib/delivery/DeliveryPieces';
import { type DeliverySettings, defaultDeliverySettings } from '#lib/delivery/DeliverySettings';
import { DiscordRest } from '#lib/delivery/DiscordRest';
import { toWire } from '#lib/delivery/messages/MessageBody';
import { progressMessage } from '#lib/delivery/messages/progressMessage';
import { OperatorNotices } from '#lib/delivery/OperatorNotices';
import { readProgress } from '#lib/delivery/readProgress';
import { parseWebhook } from '#lib/delivery/WebhookAddress';
import { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import type { Claim } from '#lib/ledger/operations/claim';
import { type NewRequest, putRequest } from '#lib/ledger/operations/putRequest';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { InstanceLocks } from '#lib/ledger/sqlite/InstanceLocks';
import type { Plugin } from '#lib/stages/Plugin';
import { prepareModules } from '#lib/stages/prepareModules';
import type { Json } from '#lib/workflow/json';
import type { Plan } from '#lib/workflow/plan';
import type { Report, SectionContent } from '#lib/workflow/report';
import type { FinalStatus } from '#lib/workflow/status';
import type { Reason } from '#lib/workflow/workflow';
import { DiscordEmulator, type EmulatedChannel, type EmulatedInteraction, type EmulatorOptions, type Person } from './discord/index.js';
import { planOf } from './plan.js';
import { silentLogger } from './silentLogger.js';
import { temporaryFolder } from './temporaryFolder.js';

const ownPieces = fileURLToPath(new URL('../../src', import.meta.url));

export interface TestDeliveryOptions {
	readonly emulator?: Partial<EmulatorOptions>;
	readonly settings?: Partial<DeliverySettings>;
	readonly botToken?: boolean;
	/** Of a channel webhook that tells the operator. */
	readonly operator?: string;
	readonly plugins?: readonly Plugin[];
	readonly timeoutMs?: number;
}

export interface Asked {
	readonly workflowId: string;
	readonly interaction: EmulatedInteraction;
	readonly claim: Claim;
}

export const testReport: Report = {
	title: 'The town hall',
	summary: 'The budget doubles.',
	status: 'succeeded',
	kind: 'test',
	depth: 'standard',
	source: 'https://example.org/talk',
	takeaways: [{ text: 'We doubled the budget.', evidence: [{ quote: 'We doubled the budget.', start: 724, end: 730 }] }],
	sections: [{ stage: 'one', title: 'One', status: 'succeeded', audience: 'member', blocks: [], notes: [] }],
	files: []
};

/** Real deliveries from a real ledger over the real REST client to an emulated Discord. The engine is played by the test. */
export class TestDelivery {
	/** Everything that the deliveries of this process said, oldest first. */
	public readonly events: (readonly [keyof DeliveryEvents, DeliveryEvents[keyof DeliveryEvents][0]])[] = [];
	#ahead = 0;

	private constructor(
		public readonly discord: DiscordEmulator,
		public readonly delivery: Delivery,
		public readonly rest: DiscordRest,
		public readonly ledger: Ledger,
		public readonly outbox: DeliveryLedger,
		public readonly instances: InstanceLocks,
		public readonly connection: LedgerConnection,
		private readonly folder: string,
		private readonly options: TestDeliveryOptions
	) {
		for (const name of ['delivered', 'denied', 'gone', 'later', 'unknown', 'held'] as const) {
			delivery.events.on(name, (event: DeliveryEvents[keyof DeliveryEvents][0]) => void this.events.push([name, event]));
		}
	}

	public static async open(options: TestDeliveryOptions = {}): Promise<TestDelivery> {
		// A busy machine must not decide a test.
		await prepareModules(options.plugins ?? []);
		const discord = await DiscordEmulator.start({ acknowledgeWithinMs: 60_000, ...options.emulator });
		return TestDelivery.#open(discord, temporaryFolder(), options);
	}

	static async #open(discord: DiscordEmulator, folder: string, options: TestDeliveryOptions, clock = () => 0): Promise<TestDelivery> {
		const opened: { test?: TestDelivery } = {};
		const real = await connectSqlite(join(folder, 'ledger.db'));
		const connection: LedgerConnection = {
			...real,
			now: () => Date.now() + (opened.test === undefined ? 0 : opened.test.#ahead) + clock()
		};
		const instances = await InstanceLocks.open(join(folder, 'instances'));
		const artifacts = new ArtifactStore(join(folder, 'artifacts'));
		const ledger = new Ledger(connection, artifacts);
		const outbox = new DeliveryLedger(connection);
		const rest = new DiscordRest({
			apiUrl: discord.apiUrl,
			...(options.botToken === false ? {} : { token: discord.token }),
			timeoutMs: options.timeoutMs ?? 15_000
		});
		const operator = options.operator === undefined ? undefined : parseWebhook(options.operator);
		const notices = new OperatorNotices(rest, operator, outbox, silentLogger);
		const delivery = new Delivery({
			ledger,
			outbox,
			instances,
			discord: rest,
			pieces: await DeliveryPieces.load(ownPieces, options.plugins ?? []),
			notices,
			watches: [],
			nameKind: (kind) => `the kind ${kind}`,
			logger: silentLogger,
			settings: {
				...defaultDeliverySettings,
				tokenLifetimeMs: 900_000,
				stragglerMs: 0,
				backoff: { firstMs: 1, longestMs: 20 },
				...options.settings,
				surfaces: { ...defaultDeliverySettings.surfaces, everyMs: 0, ...options.settings?.surfaces }
			}
		});
		opened.test = new TestDelivery(discord, delivery, rest, ledger, outbox, instances, connection, folder, options);
		return opened.test;
	}

	/** Another process on the same ledger. */
	public another(settings: Partial<DeliverySettings> = {}, others: TestDeliveryOptions = {}): Promise<TestDelivery> {
		const options = { ...this.options, ...others, settings: { ...this.options.settings, ...settings } };
		return TestDelivery.#open(this.discord, this.folder, options, () => this.#ahead);
	}

	/** Time passes, for Discord and for the ledger. */
	public advance(ms: number): void {
		this.#ahead += ms;
		this.discord.clock.advance(ms);
	}

	/** A member asks for a workflow, reads the first answer, and somebody begins to work on it. */
	public async ask(
		person: Person,
		channel: EmulatedChannel,
		given: Partial<NewRequest> & { readonly plan?: Plan; readonly answered?: boolean } = {}
	): Promise<Asked> {
		const { plan = planOf({ one: {} }), answered = true, ...requested } = given;
		if (this.discord.commands.list().length === 0)
			this.discord.commands.overwrite([{ name: 'ask', description: 'Asks', contexts: [0, 1, 2], integration_types: [0, 1] }]);
		const interaction = person.uses(channel, 'ask');
		const { token } = interaction.toWire({}) as { readonly token: string };
		const source = { type: 'url', url: 'https://example.org/talk?secret=1' } as const;
		const workflow = await this.ledger.accept({ kind: 'test', depth: 'standard', source, options: { reportLanguage: 'en' } });
		const lifetime = this.options.settings?.tokenLifetimeMs ?? 900_000;
		await this.connection.writer.transaction().execute((tx) =>
			putRequest(
				tx,
				{
					workflowId: workflow.id,
					interactionId: interaction.id,
					applicationId: this.discord.bot.id,
					userId: person.id,
					...(channel.server ? { serverId: channel.server.id } : {}),
					channelId: channel.id,
					private: false,
					context: channel.server ? (channel.server.hasBot ? 'server' : 'user-install') : 'dm',
					token,
					tokenExpiresAt: this.connection.now() + lifetime,
					...requested
				},
				this.connection.now()
			)
		);
		const claim = await this.ledger.claim(workflow.id, { owner: this.instances.id, leaseMs: 86_400_000, deadOwners: new Set() });
		if (!claim) throw new Error('the workflow is not to be had');
		await this.ledger.freezePlan(claim, plan);
		if (answered) await this.#answer(workflow.id, interaction, token, requested.private === true);
		return { workflowId: workflow.id, interaction, claim };
	}

	/** A workflow that nobody asked for on Discord, whose result the operator wants in a channel. */
	public async headless(): Promise<Pick<Asked, 'workflowId' | 'claim'>> {
		const source = { type: 'file', path: '/a/talk.vtt' } as const;
		const workflow = await this.ledger.accept({ kind: 'test', depth: 'standard', source, options: { reportLanguage: 'en' } });
		await this.connection.writer
			.transaction()
			.execute((tx) => putRequest(tx, { workflowId: workflow.id, private: false, context: 'headless' }, this.connection.now()));
		const claim = await this.ledger.claim(workflow.id, { owner: this.instances.id, leaseMs: 86_400_000, deadOwners: new Set() });
		if (!claim) throw new Error('the workflow is not to be had');
		return { workflowId: workflow.id, claim };
	}

	async #answer(workflowId: string, interaction: EmulatedInteraction, token: string, ephemeral: boolean): Promise<void> {
		const workflow = await this.ledger.find(workflowId);
		if (!workflow) throw new Error(`${workflowId} is gone`);
		const view = await readProgress(this.ledger, workflow, (kind) => kind, this.connection.now());
		await this.rest.withoutToken({
			method: 'POST',
			path: Routes.interactionCallback(interaction.id, token),
			body: { type: InteractionResponseType.ChannelMessageWithSource, data: toWire(progressMessage(view, { ephemeral })) }
		});
		const { original } = interaction;
		if (!original) throw new Error('there was no first answer');
		await this.ledger.acknowledge(workflowId, { channelId: original.channel.id, messageId: original.id });
	}

	/** A stage succeeds. */
	public async succeed(
		{ claim }: Pick<Asked, 'claim'>,
		stage: string,
		section: Partial<SectionContent> = {},
		deliveries: readonly Json[] = []
	): Promise<void> {
		await this.ledger.startStage(claim, { name: stage, version: 1 });
		const checkpoint = { output: null, section: { title: stage, blocks: [], ...section } };
		await this.ledger.commitStage(claim, { stage, version: 1, checkpoint, deliveries, attempts: 1, durationMs: 5 });
	}

	/** A stage asks a language model, and is billed. Billionths of a US dollar. */
	public async spend({ claim }: Pick<Asked, 'claim'>, nanoUsd: number): Promise<void> {
		const request = { stage: 'one', model: 'm', priced: true, nanoUsd, budgets: { workflow: nanoUsd, month: nanoUsd } };
		const answer = await this.ledger.reserveSpend(claim, request);
		if (!('reservation' in answer)) throw new Error('there is no room for it');
		await this.ledger.settleSpend({ reservation: answer.reservation, nanoUsd, inputTokens: 1, outputTokens: 1 });
	}

	public async finish({ claim }: Pick<Asked, 'claim'>, report: Partial<Report> = {}, reason?: Reason): Promise<void> {
		const status: FinalStatus = report.status ?? 'succeeded';
		await this.ledger.finish(claim, status, reason, { ...testReport, status, ...report });
	}

	/** The result of a workflow, on its way. */
	public async result({ workflowId }: Pick<Asked, 'workflowId'>) {
		const found = (await this.outbox.list({ workflowId })).find(({ kind }) => kind === 'result');
		if (!found) throw new Error(`${workflowId} has no result on its way`);
		return found;
	}

	/** Delivers until nothing is due any more, or a condition holds. */
	public async deliverUntil(condition: () => Promise<boolean> | boolean): Promise<void> {
		await this.discord.until(
			async () => {
				await this.delivery.deliverDue();
				return condition();
			},
			'it is delivered',
			30_000
		);
	}

	/** Delivers until the result of a workflow has come to an end. */
	public async deliver(asked: Pick<Asked, 'workflowId'>): Promise<void> {
		await this.deliverUntil(async () => ['delivered', 'held'].includes((await this.result(asked)).status));
	}

	/** Ends like a killed process: whatever it holds stays as it is. */
	public async die(): Promise<void> {
		await this.instances.close();
	}

	public async close(): Promise<void> {
		await this.leave();
		await this.discord.stop();
	}

	/** Without ending the emulated Discord. */
	public async leave(): Promise<void> {
		this.discord.faults.clear();
		await this.delivery.stop();
		this.rest.close();
		await this.instances.close();
		await this.ledger.close();
	}
}
