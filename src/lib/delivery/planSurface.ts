/** Decides what has to be done with a message that is kept up to date. Pure. */
import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { RequestRecord } from '#lib/workflow/request';
import { isFinal, type WorkflowStatus } from '#lib/workflow/status';
import type { SurfaceState } from '#lib/workflow/surface';
import type { SurfaceTimes } from './DeliverySettings.js';

export interface SurfaceSituation {
	readonly request: RequestRecord;
	readonly state: SurfaceState;
	readonly status: WorkflowStatus;
	/** How far the result is on its way, if there is one. */
	readonly result: DeliveryRecord | undefined;
	/** The bot has a token of its own. */
	readonly hasBotToken: boolean;
	readonly times: SurfaceTimes;
	/** How long an interaction's token lives, and how long before its end it is left alone. Milliseconds. */
	readonly tokenLifetimeMs: number;
	readonly tokenMarginMs: number;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** With which right the message is edited. */
export type SurfaceAccess = 'interaction' | 'bot';

export type SurfacePlan =
	/** Nothing to do now. */
	| { readonly action: 'wait' }
	/** Nothing can be shown there any more. */
	| { readonly action: 'close' }
	/** `progress`: how far it is. `farewell`: the same, and where the result will come. `end`: what came out, or where that is. */
	| { readonly action: 'progress' | 'farewell' | 'end'; readonly access: SurfaceAccess };

export function planSurface(situation: SurfaceSituation): SurfacePlan {
	const { state, now, status, result } = situation;
	const access = accessOf(situation);
	if (access === undefined) return { action: 'close' };
	const isPaused = state.notBefore !== undefined && now < state.notBefore;
	// Where the result will come can be said for a minute only: that does not wait for anything.
	if (isPaused && (state.final || !isFarewellDue(situation, access))) return { action: 'wait' };
	if (state.final) {
		if (state.againAt === undefined) return { action: 'close' };
		return now < state.againAt ? { action: 'wait' } : { action: 'end', access };
	}
	const over = isFinal(status);
	if (over && (result === undefined || result.status === 'delivered' || result.status === 'held')) return { action: 'end', access };
	if (isFarewellDue(situation, access)) return { action: 'farewell', access };
	// The result is on its way, and may take the place of the progress.
	if (over || now < (state.editedAt ?? 0) + pauseOf(situation)) return { action: 'wait' };
	return { action: 'progress', access };
}

function tokenLeft({ request, now }: SurfaceSituation): number {
	return request.token === undefined ? 0 : (request.tokenExpiresAt ?? 0) - now;
}

/** The bot takes over while the token still lives: where it cannot, there is time left to say so. */
function accessOf(situation: SurfaceSituation): SurfaceAccess | undefined {
	const left = tokenLeft(situation);
	const usable = left > situation.tokenMarginMs;
	const handedOver = left < Math.min(120_000, situation.tokenLifetimeMs / 4);
	if (usable && !(handedOver && botMayEdit(situation))) return 'interaction';
	return botMayEdit(situation) ? 'bot' : undefined;
}

function botMayEdit({ request, state, hasBotToken }: SurfaceSituation): boolean {
	const reachable = request.context === 'server' || request.context === 'dm';
	// What only its reader sees is not there for the bot token, and neither is a first answer that never came.
	return hasBotToken && reachable && !request.private && request.messageId !== undefined && state.botToken !== false;
}

function isFarewellDue(situation: SurfaceSituation, access: SurfaceAccess): boolean {
	const { state, tokenLifetimeMs } = situation;
	return access === 'interaction' && !state.farewell && tokenLeft(situation) < Math.min(60_000, tokenLifetimeMs / 6);
}

function pauseOf({ request, times, now }: SurfaceSituation): number {
	return now - (request.acknowledgedAt ?? request.createdAt) > times.oldMs ? times.everyOldMs : times.everyMs;
}
