import type { EventEmitter } from 'node:events';
import { backoffDelay } from '#lib/workflow/backoff';
import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { RequestRecord } from '#lib/workflow/request';
import type { Reason, Workflow } from '#lib/workflow/workflow';
import { classifyFailure } from './classifyFailure.js';
import type { DeliveryAttempt } from './DeliveryAttempt.js';
import type { DeliveryEvents } from './DeliveryEvents.js';
import type { NamedDenial } from './DeliveryPreconditionStore.js';
import type { DeliveryRoute } from './DeliveryRoute.js';
import type { DeliveryServices } from './DeliveryServices.js';
import { KeyedLanes } from './KeyedLanes.js';
import { nonceOf } from './nonceOf.js';

/** What a look at a delivery came to: look again at once, look at the next route, or leave it (for so long, where nothing was written). */
type Step = 'again' | 'next-route' | { readonly waitMs?: number };

const leave: Step = {};

/** Takes one delivery at a time through its routes, and writes down what becomes of it before and after each request. */
export class Courier {
	readonly #services: DeliveryServices;
	readonly #events: EventEmitter<DeliveryEvents>;
	readonly #prepare: (about: Pick<DeliveryAttempt, 'delivery' | 'request' | 'workflow'>) => DeliveryAttempt;
	/** One request at a time to each place: what one answer says about limits, the next one knows. */
	readonly #lanes = new KeyedLanes();
	/** How often in a row something about a delivery could not be found out: nothing was sent, so the ledger does not count it. */
	readonly #stumbles = new Map<string, number>();

	public constructor(services: DeliveryServices, events: EventEmitter<DeliveryEvents>, prepare: Courier.Prepare) {
		this.#services = services;
		this.#events = events;
		this.#prepare = prepare;
	}

	/** Answers with how long to leave it alone, in milliseconds, where the ledger does not know that. */
	public async deliver(id: string): Promise<number | undefined> {
		for (;;) {
			const attempt = await this.#read(id);
			if (!attempt) return undefined;
			const step = attempt.delivery.status === 'unknown' ? await this.#clarify(attempt) : await this.#goThroughRoutes(attempt);
			if (typeof step === 'object') return step.waitMs;
		}
	}

	/** `undefined`: it is not to be sent any more, or not now. */
	async #read(id: string): Promise<DeliveryAttempt | undefined> {
		const { ledger, outbox } = this.#services;
		const delivery = await outbox.find(id);
		const isOpen = delivery?.status === 'pending' || delivery?.status === 'unknown';
		if (!isOpen || delivery.notBefore > outbox.now()) return undefined;
		const [request, workflow] = await Promise.all([ledger.request(delivery.workflowId), ledger.find(delivery.workflowId)]);
		return request && workflow && this.#prepare({ delivery, request, workflow });
	}

	async #goThroughRoutes(attempt: DeliveryAttempt): Promise<Step> {
		const { delivery } = attempt;
		const tried = new Set(delivery.tried.map(({ route }) => route));
		const denials: string[] = [];
		for (const route of this.#services.pieces.routes.inOrder()) {
			if (tried.has(route.name)) continue;
			const step = await this.#tryRoute(route, attempt, denials);
			if (step !== 'next-route') return step;
		}
		return this.#holdWithoutRoute(delivery, denials);
	}

	#tryRoute(route: DeliveryRoute, { delivery, request, workflow }: DeliveryAttempt, denials: string[] = []): Promise<Step> {
		const place = route.target(this.#prepare({ delivery, request, workflow })) ?? delivery.id;
		return this.#lanes.run(`${route.name}/${place}`, async () => {
			// Others may have been let through before: it is later now.
			const attempt = this.#prepare({ delivery, request, workflow });
			const denial = await this.#findDenial(route, attempt);
			if (!denial) return this.#send(route, attempt);
			const { precondition, reason } = denial;
			this.#events.emit('denied', { ...eventOf(delivery, route), precondition, reason });
			denials.push(`${route.name}: ${reason.message}`);
			return denial.denial === 'gone' ? 'next-route' : { waitMs: denial.waitMs };
		});
	}

	async #findDenial(route: DeliveryRoute, attempt: DeliveryAttempt): Promise<NamedDenial | undefined> {
		try {
			return await this.#services.pieces.preconditions.findDenial(attempt, route);
		} catch (error) {
			const { kind, reason, waitMs = 0 } = classifyFailure(error);
			const denial = { ok: false, precondition: 'error', reason } as const;
			return kind === 'gone'
				? { ...denial, denial: 'gone' }
				: { ...denial, denial: 'later', waitMs: Math.max(waitMs, this.#stumble(attempt.delivery)) };
		}
	}

	async #send(route: DeliveryRoute, attempt: DeliveryAttempt): Promise<Step> {
		const { outbox, instances } = this.#services;
		const { delivery } = attempt;
		this.#stumbles.delete(delivery.id);
		const { id: sender } = instances;
		const target = route.target(attempt);
		const nonce = route.usesNonce() && target !== undefined ? nonceOf(delivery.id, route.name, target) : undefined;
		const repeats = delivery.status === 'unknown';
		const started = await outbox.start({
			delivery,
			route: route.name,
			target,
			nonce,
			sender,
			since: repeats ? delivery.startedAt : undefined
		});
		if (!started) return leave;

		const key = { id: delivery.id, sender, attempt: delivery.attempts + 1 };
		const result = await this.#ask(route, attempt);
		const pause = this.#pause(delivery.attempts + 1);
		switch (result.outcome) {
			case 'delivered': {
				const { outcome: _outcome, ...where } = result;
				if (await outbox.settle(key, { to: 'delivered', ...where })) this.#tellDelivered(delivery, route, where);
				return leave;
			}
			case 'gone':
				this.#tell('gone', delivery, route, result.reason);
				// What was sent before may be there all the same: that the repeat was refused proves nothing about it.
				await outbox.settle(key, { to: repeats ? 'unknown' : 'next-route', reason: result.reason, notBefore: outbox.now() });
				return repeats ? 'next-route' : 'again';
			case 'later':
				this.#tell('later', delivery, route, result.reason);
				await outbox.settle(key, {
					to: repeats ? 'unknown' : 'later',
					reason: result.reason,
					notBefore: outbox.now() + Math.max(pause, result.waitMs ?? 0)
				});
				return leave;
			case 'unknown':
				this.#tell('unknown', delivery, route, result.reason);
				await outbox.settle(key, { to: 'unknown', reason: result.reason, notBefore: outbox.now() + pause });
				return leave;
		}
	}

	/** An error of a route is looked at like one of Discord's: nobody knows how far it came. */
	async #ask(route: DeliveryRoute, attempt: DeliveryAttempt): Promise<DeliveryRoute.Result> {
		try {
			return await route.send(attempt);
		} catch (error) {
			const { kind, reason, waitMs, tokenDied } = classifyFailure(error);
			const { workflowId, token } = attempt.request;
			// A webhook's token dies in the same words.
			const used = route.preconditions.includes('TokenAlive') ? token : undefined;
			if (tokenDied && used !== undefined) await this.#services.outbox.forgetToken(workflowId, used);
			if (kind === 'later') return { outcome: 'later', reason, ...(waitMs === undefined ? {} : { waitMs }) };
			return { outcome: kind, reason };
		}
	}

	/**
	 * An answer was lost. Where sending the same again is always safe, that is done. Else our own message is looked for: where it is there,
	 * that was it; where it is proven not to be, the routes are gone through as if nothing had been sent. Where nobody can tell, Discord may
	 * still know the nonce; and if not even that, what is sent next is marked as a repeat.
	 */
	async #clarify(attempt: DeliveryAttempt): Promise<Step> {
		const { pieces, settings, outbox } = this.#services;
		const route = pieces.routes.get(attempt.delivery.route ?? '');
		if (!route) return this.#resolve(attempt.delivery, 'unknowable');
		const step = route.repeatable ? await this.#tryRoute(route, attempt) : 'next-route';
		if (step !== 'next-route') return step;

		const current = await this.#read(attempt.delivery.id);
		if (current?.delivery.status !== 'unknown') return 'again';
		const { delivery } = current;
		const found = await this.#find(route, current);
		if (found === undefined) return leave;
		const age = outbox.now() - (delivery.startedAt ?? 0);
		const { nonce } = delivery;
		if (found.found === 'message') {
			const { channelId, messageId } = found;
			if (await outbox.resolve(delivery, { to: 'delivered', channelId, messageId }))
				this.#tellDelivered(delivery, route, { channelId, messageId });
			return leave;
		}
		if (found.found === 'absent') {
			// It may still be on its way. Where Discord tells repeats by the nonce, that does no harm.
			if (nonce !== undefined || age >= settings.stragglerMs) return this.#resolve(delivery, 'absent');
			await outbox.resolve(delivery, { to: 'later', reason: lostAnswer, notBefore: outbox.now() + settings.stragglerMs - age });
			return leave;
		}
		const again = nonce !== undefined && age < settings.nonceWindowMs ? await this.#tryRoute(route, current) : 'next-route';
		if (again !== 'next-route') return again;
		const last = await this.#read(delivery.id);
		if (last?.delivery.status !== 'unknown') return 'again';
		if (last.delivery.attempts >= mostUnanswered) return this.#hold(last.delivery, unanswered);
		return this.#resolve(last.delivery, 'unknowable');
	}

	/** `undefined`: it could not be looked for now, and the ledger knows when to try again. */
	async #find(route: DeliveryRoute, attempt: DeliveryAttempt): Promise<DeliveryRoute.Found | undefined> {
		const { outbox } = this.#services;
		try {
			const found = await route.find(attempt);
			this.#stumbles.delete(attempt.delivery.id);
			return found;
		} catch (error) {
			const { kind, reason, waitMs = 0 } = classifyFailure(error);
			if (kind === 'gone') return { found: 'unknowable' };
			const notBefore = outbox.now() + Math.max(waitMs, this.#stumble(attempt.delivery));
			await outbox.resolve(attempt.delivery, { to: 'later', reason, notBefore });
			return undefined;
		}
	}

	async #resolve(delivery: DeliveryRecord, to: 'absent' | 'unknowable'): Promise<Step> {
		return (await this.#services.outbox.resolve(delivery, { to })) ? 'again' : leave;
	}

	#holdWithoutRoute(delivery: DeliveryRecord, denials: readonly string[]): Promise<Step> {
		const tried = delivery.tried.map(({ route, reason }) => `${route}: ${reason.message}`);
		return this.#hold(delivery, { code: 'no-route', message: [...tried, ...denials].join('; ') || 'there is no way to deliver it' });
	}

	async #hold(delivery: DeliveryRecord, reason: Reason): Promise<Step> {
		if (await this.#services.outbox.resolve(delivery, { to: 'held', reason })) {
			const event = { deliveryId: delivery.id, workflowId: delivery.workflowId, reason };
			this.#services.logger.warn(event, 'held until somebody asks for it');
			this.#events.emit('held', event);
		}
		return leave;
	}

	#pause(failures: number): number {
		return backoffDelay(failures, this.#services.settings.backoff);
	}

	#stumble(delivery: Pick<DeliveryRecord, 'id' | 'attempts'>): number {
		const stumbles = (this.#stumbles.get(delivery.id) ?? 0) + 1;
		this.#stumbles.set(delivery.id, stumbles);
		return this.#pause(delivery.attempts + stumbles);
	}

	#tellDelivered(
		delivery: DeliveryRecord,
		route: DeliveryRoute,
		where: { readonly channelId?: string; readonly messageId?: string }
	): void {
		const event = { ...eventOf(delivery, route), ...where };
		this.#services.logger.info(event, 'delivered');
		this.#events.emit('delivered', event);
	}

	#tell(name: 'gone' | 'later' | 'unknown', delivery: DeliveryRecord, route: DeliveryRoute, reason: Reason): void {
		const event = { ...eventOf(delivery, route), reason };
		this.#services.logger.info(event, `not delivered: ${name}`);
		this.#events.emit(name, event);
	}
}

export namespace Courier {
	export type Prepare = (about: {
		readonly delivery: DeliveryRecord;
		readonly request: RequestRecord;
		readonly workflow: Workflow;
	}) => DeliveryAttempt;
}

/** Repeats that nobody answers, and that may all have arrived, are too many at some point. */
const mostUnanswered = 5;

const unanswered: Reason = { code: 'unanswered', message: 'it was sent several times without an answer; it may have arrived' };
const lostAnswer: Reason = { code: 'lost-answer', message: 'there was no answer, and it may still arrive' };

function eventOf(delivery: DeliveryRecord, route: DeliveryRoute) {
	return { deliveryId: delivery.id, workflowId: delivery.workflowId, route: route.name };
}
