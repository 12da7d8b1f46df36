import { createHash } from 'node:crypto';
import type { SurfaceLeaving } from '#lib/ledger/operations/leaveSurface';
import type { SurfaceHold } from '#lib/ledger/operations/takeSurface';
import { backoffDelay } from '#lib/workflow/backoff';
import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { RequestRecord } from '#lib/workflow/request';
import type { SurfaceState } from '#lib/workflow/surface';
import type { Reason, Workflow } from '#lib/workflow/workflow';
import { classifyFailure } from './classifyFailure.js';
import { composeDelivery } from './composeDelivery.js';
import type { DeliveryServices } from './DeliveryServices.js';
import { tokenMargin } from './DeliverySettings.js';
import type { DirectMessages } from './DirectMessages.js';
import type { Failure } from './Failure.js';
import { KeyedLanes } from './KeyedLanes.js';
import { linkMessage } from './messages/linkMessage.js';
import { type MessageBody, toWire } from './messages/MessageBody.js';
import { progressMessage } from './messages/progressMessage.js';
import { noticesOf } from './messages/surfaceNotices.js';
import { whereItIs } from './messages/whereItIs.js';
import { planSurface, type SurfaceAccess } from './planSurface.js';
import { readProgress } from './readProgress.js';
import type { SurfaceLane } from './SurfaceLane.js';
import { botEdit, interactionEdit } from './surfaceEdits.js';

/** How much of Discord's limits is left to those who have something more important to say than how far they are. */
const progressReserve = 1;

const crowded: Reason = { code: 'rate-limited', message: 'Discord wants a pause' };

/** The messages that are kept up to date: the first answer to each request, until its result is there. */
export class Surfaces {
	readonly #services: DeliveryServices;
	readonly #lane: SurfaceLane;
	readonly #directMessages: DirectMessages;
	readonly #lanes = new KeyedLanes();

	public constructor(services: DeliveryServices, lane: SurfaceLane, directMessages: DirectMessages) {
		this.#services = services;
		this.#lane = lane;
		this.#directMessages = directMessages;
	}

	/** Brings one message up to date, if it is its time. */
	public async refresh(workflowId: string): Promise<void> {
		const { ledger, outbox } = this.#services;
		const [request, workflow] = await Promise.all([ledger.request(workflowId), ledger.find(workflowId)]);
		if (!request || !workflow) return;
		const state = await outbox.surfaceState(workflowId);
		const { action } = this.#plan(request, workflow, state, await this.#result(workflowId));
		if (action === 'wait') return;
		// Most looks find nothing new: that is worth no write.
		if (action === 'progress' && (await this.#progressOf(request, workflow, state)).shown === state.shown) return;
		await this.#lane.run(workflowId, async (hold) => ({ leaving: await this.#work(hold), value: undefined }));
	}

	/** Decides again, with what holds now that nobody else can touch it, and does it. */
	async #work(hold: SurfaceHold): Promise<SurfaceLeaving> {
		const { ledger } = this.#services;
		const { workflowId, request } = hold;
		const state = hold.inherited ? { ...hold.state, doubtful: true } : hold.state;
		const [workflow, result] = await Promise.all([ledger.find(workflowId), this.#result(workflowId)]);
		if (!workflow) return { state, open: false };
		const plan = this.#plan(request, workflow, state, result);
		switch (plan.action) {
			case 'wait':
				return { state, open: true };
			case 'close':
				return { state, open: false };
			case 'end':
				return this.#showEnd(request, workflow, state, result, plan.access);
			case 'farewell':
				return this.#showProgress(request, workflow, { ...(await this.#knowDirectMessages(request, state)), farewell: true }, plan.access);
			case 'progress':
				return this.#showProgress(request, workflow, request.private ? await this.#knowDirectMessages(request, state) : state, plan.access);
		}
	}

	#plan(request: RequestRecord, workflow: Workflow, state: SurfaceState, result: DeliveryRecord | undefined) {
		const { discord, outbox, settings } = this.#services;
		return planSurface({
			request,
			state,
			status: workflow.status,
			result,
			hasBotToken: discord.hasToken,
			times: settings.surfaces,
			tokenLifetimeMs: settings.tokenLifetimeMs,
			tokenMarginMs: tokenMargin(settings),
			now: outbox.now()
		});
	}

	async #result(workflowId: string): Promise<DeliveryRecord | undefined> {
		const deliveries = await this.#services.outbox.list({ workflowId, limit: 100 });
		return deliveries.find(({ kind }) => kind === 'result');
	}

	async #knowDirectMessages(request: RequestRecord, state: SurfaceState): Promise<SurfaceState> {
		if (state.directMessages !== undefined) return state;
		const directMessages = await this.#directMessages.probe(request);
		return directMessages === undefined ? state : { ...state, directMessages };
	}

	async #showProgress(request: RequestRecord, workflow: Workflow, state: SurfaceState, access: SurfaceAccess): Promise<SurfaceLeaving> {
		const { body, progress, shown } = await this.#progressOf(request, workflow, state);
		if (shown === state.shown) return { state: { ...state, progress }, open: true };
		const next = { ...state, progress, editedAt: this.#services.outbox.now() };
		// Dropped where there is no room, not queued: the next one says more.
		const failure = await this.#edit(request, body, access, progressReserve);
		if (failure !== undefined) return this.#afterFailure(failure, request, next, access);
		const { failures: _failures, ...fine } = next;
		return { state: { ...fine, shown }, open: true };
	}

	async #progressOf(request: RequestRecord, workflow: Workflow, state: SurfaceState) {
		const { ledger, nameKind, outbox } = this.#services;
		const view = await readProgress(ledger, workflow, nameKind, outbox.now());
		const progress = Math.max(view.progress, state.progress ?? 0);
		const body = progressMessage({ ...view, progress, notices: noticesOf(request, state) });
		return { body, progress, shown: fingerprint(body) };
	}

	async #showEnd(
		request: RequestRecord,
		workflow: Workflow,
		state: SurfaceState,
		result: DeliveryRecord | undefined,
		access: SurfaceAccess
	): Promise<SurfaceLeaving> {
		const { ledger, nameKind, outbox } = this.#services;
		const isHere = state.showsResult || (result?.messageId !== undefined && result.messageId === request.messageId);
		// The result took the progress's place: there is nothing to add, unless something older may have come after it.
		if (isHere && !state.final && !state.doubtful) return { state: { ...state, final: true }, open: false };
		const { title } = await readProgress(ledger, workflow, nameKind, outbox.now());
		const body =
			isHere && result
				? await composeDelivery(ledger, workflow, result)
				: linkMessage({ workflowId: workflow.id, title, ...whereItIs(request, workflow, result) });
		const next: SurfaceState = { ...state, progress: 1, editedAt: outbox.now(), shown: fingerprint(body) };
		const failure = await this.#edit(request, body, access, 0);
		if (failure !== undefined) return this.#afterFailure(failure, request, next, access);
		return endOf(next, outbox.now() + this.#services.settings.surfaces.againMs);
	}

	/** Edits, if there is room and `reserve` more. Answers with what went wrong. */
	async #edit(request: RequestRecord, body: MessageBody, access: SurfaceAccess, reserve: number): Promise<Failure | undefined> {
		const { discord } = this.#services;
		const edit = access === 'bot' ? botEdit(request) : interactionEdit(request);
		// One after the other in a channel: what one answer says about limits, the next one knows.
		return this.#lanes.run(access === 'bot' ? `${request.messageChannelId}` : request.workflowId, async () => {
			const waitMs = access === 'bot' ? discord.waitAsBot(edit, reserve) : discord.waitWithoutToken(edit);
			if (waitMs > 0) return { kind: 'later', reason: crowded, waitMs };
			try {
				await (access === 'bot' ? discord.asBot({ ...edit, body: toWire(body) }) : discord.withoutToken({ ...edit, body: toWire(body) }));
				return undefined;
			} catch (error) {
				return classifyFailure(error);
			}
		});
	}

	async #afterFailure(failure: Failure, request: RequestRecord, state: SurfaceState, access: SurfaceAccess): Promise<SurfaceLeaving> {
		const { outbox, logger, settings } = this.#services;
		const { workflowId, token } = request;
		logger.debug({ workflowId, access, reason: failure.reason }, 'a message could not be kept up to date');
		// What it shows is not known any more.
		const { shown: _shown, ...unsure } = state;
		const failures = (state.failures ?? 0) + 1;
		const waiting = { ...unsure, failures, notBefore: outbox.now() + backoffDelay(failures, settings.backoff) };
		switch (failure.kind) {
			case 'unknown':
				return { state: { ...waiting, doubtful: true }, open: true };
			case 'later':
				if (failure.waitMs !== undefined) return { state: { ...unsure, notBefore: outbox.now() + failure.waitMs }, open: true };
				return { state: waiting, open: true };
			case 'gone':
				if (failure.tokenDied && token !== undefined) await outbox.forgetToken(workflowId, token);
				if (access === 'bot') return { state: { ...unsure, botToken: false }, open: true };
				// The message itself is gone, or its token is: the bot may still reach it.
				return { state: unsure, open: failure.tokenDied === true };
		}
	}
}

/** Where something older may arrive after the end, the end is shown once more. */
export function endOf(state: SurfaceState, againAt: number): SurfaceLeaving {
	const { doubtful, againAt: _before, failures: _failures, ...rest } = state;
	return doubtful ? { state: { ...rest, final: true, againAt }, open: true } : { state: { ...rest, final: true }, open: false };
}

function fingerprint(body: MessageBody): string {
	return createHash('sha256').update(JSON.stringify(body.components)).digest('base64url').slice(0, 16);
}
