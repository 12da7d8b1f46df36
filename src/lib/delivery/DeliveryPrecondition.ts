import { Piece } from '@sapphire/pieces';
import type { Reason } from '#lib/workflow/workflow';
import type { DeliveryAttempt } from './DeliveryAttempt.js';
import type { DeliveryRoute } from './DeliveryRoute.js';

/**
 * What must hold before a route is tried: a Sapphire piece, loaded from the `delivery-preconditions` folder of autointel or a plugin. Its
 * name is the file's name. One with a position is global: it is asked before every route. It answers; it does not throw.
 *
 * @example
 * ```ts
 * // my-plugin/delivery-preconditions/office-hours.ts
 * import { DeliveryPrecondition } from 'autointel';
 *
 * export class OfficeHours extends DeliveryPrecondition {
 * 	public override check({ now }: DeliveryAttempt): DeliveryPrecondition.Result {
 * 		const hour = new Date(now).getHours();
 * 		return hour >= 8 && hour < 18 ? this.ok() : this.later('office-hours', 'the office is closed', 600_000);
 * 	}
 * }
 * ```
 */
export abstract class DeliveryPrecondition extends Piece<DeliveryPrecondition.Options, 'delivery-preconditions'> {
	/** Global where it is given: the lowest is asked first. */
	public readonly position: number | undefined;

	public constructor(context: DeliveryPrecondition.LoaderContext, options: DeliveryPrecondition.Options = {}) {
		super(context, options);
		this.position = options.position;
	}

	public abstract check(attempt: DeliveryAttempt, route: DeliveryRoute): DeliveryPrecondition.Result | Promise<DeliveryPrecondition.Result>;

	protected ok(): DeliveryPrecondition.Result {
		return { ok: true };
	}

	/** The route is out of the question for this delivery: the next one. */
	protected gone(code: string, message: string): DeliveryPrecondition.Result {
		return { ok: false, denial: 'gone', reason: { code, message } };
	}

	/** The route is the right one, and its time has not come: nothing else is tried meanwhile. */
	protected later(code: string, message: string, waitMs: number): DeliveryPrecondition.Result {
		return { ok: false, denial: 'later', reason: { code, message }, waitMs };
	}
}

export namespace DeliveryPrecondition {
	export interface Options extends Piece.Options {
		readonly position?: number;
	}

	export type LoaderContext = Piece.LoaderContext<'delivery-preconditions'>;

	export type Result = { readonly ok: true } | Denial;

	export type Denial =
		| { readonly ok: false; readonly denial: 'gone'; readonly reason: Reason }
		| { readonly ok: false; readonly denial: 'later'; readonly reason: Reason; readonly waitMs: number };
}
