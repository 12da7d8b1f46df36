import { EventEmitter } from 'node:events';
import { describeError } from '#lib/errors/describeError';
import type { DeliveryRecord } from '#lib/workflow/delivery';
import { Courier } from './Courier.js';
import type { DeliveryEvents } from './DeliveryEvents.js';
import type { DeliveryServices } from './DeliveryServices.js';
import { DirectMessages } from './DirectMessages.js';
import { inParallel } from './inParallel.js';
import { prepareAttempt } from './prepareAttempt.js';
import { SurfaceLane } from './SurfaceLane.js';
import { Surfaces } from './Surfaces.js';

/** How many rows of the outbox are looked at in one go. */
const mostDue = 500;

/**
 * Makes visible what the ledger says is to become visible: results, what stages emit, and the messages that show how far a workflow is.
 * Two idempotent polls; everything they know is in the ledger, and any number of processes may run them at the same time. It needs
 * Discord's REST API, not the gateway.
 */
export class Delivery {
	public readonly events = new EventEmitter<DeliveryEvents>();
	readonly #services: DeliveryServices;
	readonly #courier: Courier;
	readonly #surfaceLane: SurfaceLane;
	readonly #surfaces: Surfaces;
	/** Denied for now, and not worth a write: when to look again. Milliseconds since 1970. */
	readonly #notBefore = new Map<string, number>();
	#delivering: Promise<void> | undefined;
	#refreshing: Promise<void> | undefined;
	#stopped = false;

	public constructor(services: DeliveryServices) {
		const directMessages = new DirectMessages(services.discord, services.outbox);
		this.#services = services;
		this.#surfaceLane = new SurfaceLane(services.outbox, services.instances);
		this.#surfaces = new Surfaces(services, this.#surfaceLane, directMessages);
		this.#courier = new Courier(services, this.events, (about) => prepareAttempt(services, directMessages, this.#surfaceLane, about));
	}

	/** Sends what is due, and finds out what became of what nobody knows. One call at a time: a second one joins the first. */
	public deliverDue(): Promise<void> {
		this.#delivering ??= this.#deliverDue().finally(() => {
			this.#delivering = undefined;
		});
		return this.#delivering;
	}

	/** Brings messages that show progress up to date. One call at a time: a second one joins the first. */
	public refreshSurfaces(): Promise<void> {
		this.#refreshing ??= this.#refreshSurfaces().finally(() => {
			this.#refreshing = undefined;
		});
		return this.#refreshing;
	}

	/** Starts nothing any more, and waits for the requests that are under way. */
	public async stop(): Promise<void> {
		this.#stopped = true;
		await Promise.allSettled([this.#delivering, this.#refreshing]);
		await this.#surfaceLane.drained();
	}

	async #deliverDue(): Promise<void> {
		const { outbox, settings } = this.#services;
		await this.#takeOverFromTheDead();
		const now = outbox.now();
		for (const [id, until] of this.#notBefore) if (until <= now) this.#notBefore.delete(id);
		const due = (await outbox.due(mostDue)).filter(({ id }) => !this.#notBefore.has(id));
		await inParallel(settings.concurrency, due, (delivery) => this.#deliver(delivery));
		await this.#tellOperator();
		await this.#watch();
	}

	async #deliver({ id, workflowId }: DeliveryRecord): Promise<void> {
		if (this.#stopped) return;
		const { outbox, settings, logger } = this.#services;
		try {
			const waitMs = await this.#courier.deliver(id);
			if (waitMs !== undefined) this.#notBefore.set(id, outbox.now() + waitMs);
		} catch (error) {
			logger.error({ error: describeError(error), deliveryId: id, workflowId }, 'a delivery could not go on');
			this.#notBefore.set(id, outbox.now() + settings.backoff.longestMs);
		}
	}

	async #refreshSurfaces(): Promise<void> {
		const { outbox, settings, logger } = this.#services;
		await inParallel(settings.concurrency, await outbox.openSurfaces(), async (workflowId) => {
			if (this.#stopped) return;
			await this.#surfaces.refresh(workflowId).catch((error: unknown) => {
				logger.error({ error: describeError(error), workflowId }, 'a message could not be kept up to date');
			});
		});
	}

	/** What a dead process was sending may have arrived. Its lock says that it is dead; a slow one is left alone. */
	async #takeOverFromTheDead(): Promise<void> {
		const { outbox, instances } = this.#services;
		const senders = await outbox.senders();
		if (senders.length === 0) return;
		const dead = await instances.findDead(senders);
		// Nothing of this process is under way now: what it left behind was left by a write that failed.
		const lost = senders.filter((sender) => dead.has(sender) || sender === instances.id);
		if (lost.length > 0) await outbox.abandon(lost);
	}

	async #watch(): Promise<void> {
		const { watches, logger } = this.#services;
		for (const watch of watches) {
			await watch.check().catch((error: unknown) => {
				logger.error({ error: describeError(error) }, 'what the operator has to know could not be looked at');
			});
		}
	}

	async #tellOperator(): Promise<void> {
		const { outbox, notices } = this.#services;
		const untold = () => outbox.list({ statuses: ['held'], unnoticed: true });
		// One process tells at a time, and looks again once it is its turn: the others may have told.
		if ((await untold()).length === 0 || !(await outbox.takeNotice('held'))) return;
		const held = await untold();
		if (held.length > 0) {
			const title = held.length === 1 ? 'A result could not be delivered' : `${held.length} results could not be delivered`;
			const lines = held.map(({ id, workflowId, reason }) => `${id} of ${workflowId}: ${reason?.message ?? 'no reason was recorded'}`);
			const told = await notices.tell({ title, lines: [...lines, 'Try again: autointel deliveries --retry ID'] });
			if (told) await outbox.notice(held.map(({ id }) => id));
		}
		await outbox.keepQuiet('held', outbox.now());
	}
}
